-- Directories that people sign in through: OpenID Connect, LDAP. Their secrets are sealed; the key lies beside the other
-- secrets, outside the database.
create table directories (
  id uuid primary key,
  kind text not null check (kind in ('oidc', 'ldap')),
  name_es text not null check (length(name_es) between 1 and 80),
  name_en text not null check (length(name_en) between 1 and 80),
  enabled boolean not null,
  -- what follows the @ of the addresses it answers for, in small letters
  domains text[] not null,
  position integer not null check (position between 1 and 99),
  -- how it is reached and read: contract/directories.ts
  settings jsonb not null,
  -- of the client or of the account that searches
  secret_sealed text,
  -- nobody here has that identity: 'no' says who to ask, the others make an account
  newcomers text not null check (newcomers in ('no', 'awaiting_approval', 'active')),
  newcomer_agency_id uuid references agencies (id),
  newcomer_position_id uuid references positions (id),
  -- who is linked may enter with the desk's own password, too
  keeps_password boolean not null,
  -- [{"group": …, "role": …}]
  group_roles jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  check (newcomers = 'no' or (newcomer_agency_id is not null and newcomer_position_id is not null))
);

-- Who somebody is there: never by their address. The issuer is part of it, so that a directory pointed elsewhere knows nobody.
create table directory_identities (
  issuer text not null,
  subject text not null check (length(subject) between 1 and 255),
  directory_id uuid not null references directories (id),
  person_id uuid not null references people (id),
  -- self: the person did; number: by the number of employee; made: with the account
  linked_how text not null check (linked_how in ('self', 'number', 'made')),
  linked_at timestamptz not null,
  last_used_at timestamptz,
  primary key (issuer, subject)
);
create unique index directory_identities_person on directory_identities (person_id, directory_id);

-- Roles that a directory's groups gave: those alone it takes away again.
create table directory_roles (
  person_id uuid not null references people (id),
  directory_id uuid not null references directories (id),
  role text not null,
  primary key (person_id, directory_id, role)
);

-- Somebody on the way to a directory and back. The cookie of their browser holds the secret; once used it is gone.
create table directory_flows (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  directory_id uuid not null references directories (id) on delete cascade,
  -- who links, and in which session; null: somebody signs in
  person_id uuid references people (id) on delete cascade,
  session_id uuid,
  expires_at timestamptz not null
);
create index directory_flows_expiry on directory_flows (expires_at);

-- A session that a directory vouched for: the desk's own password has no say in it.
alter table sessions
  add column directory_id uuid,
  -- it said how they proved who they are, and that is as good as the desk's own second step
  add column directory_strong boolean not null default false;
