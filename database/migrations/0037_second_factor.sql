-- The second factor: a code of an application or a passkey after the password, recovery codes, and when a session last
-- heard from its person.

-- Roles whose people do not go on without one.
alter table institution add column second_factor_roles text[] not null
  default '{agent,team_lead,service_owner,operator_admin,auditor,privacy_officer,archivist}';

-- Kept with the person, for a session is identified in one query.
alter table people add column has_second_factor boolean not null default false;

alter table sessions
  -- the password was right, the second step is due: nothing else answers
  add column awaits_second_step boolean not null default false,
  -- when its person last proved who they are
  add column confirmed_at timestamptz;

create table totp_factors (
  person_id uuid primary key references people (id),
  -- AES-256-GCM with a key of the server's: nonce, tag and text; null while only begun
  secret bytea,
  added_at timestamptz,
  last_used_at timestamptz,
  -- of thirty seconds each since 1970: a code is good once, and none before it
  last_step bigint,
  -- shown, and not proven yet
  begun_secret bytea,
  begun_at timestamptz,
  check ((secret is null) = (added_at is null)),
  check ((begun_secret is null) = (begun_at is null))
);

create table recovery_codes (
  person_id uuid not null references people (id),
  -- the first letters of the code, in clear: so one hash is compared, not ten
  mark text not null check (length(mark) = 2),
  code_hash text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, mark)
);

create table passkeys (
  id uuid primary key,
  person_id uuid not null references people (id),
  -- as the authenticator names it, base64url
  credential_id text not null unique,
  public_key bytea not null,
  -- rises with each use where the authenticator counts; 0 where it does not
  counter bigint not null,
  transports text[] not null,
  name text not null check (length(name) between 1 and 60),
  -- kept by more than one device of its owner's
  synced boolean not null,
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_person on passkeys (person_id);

-- Factors that an administrator took away after the person proved who they are: upon what, and in whose words.
create table factor_removals (
  id uuid primary key,
  person_id uuid not null references people (id),
  -- null: the terminal of the server
  removed_by uuid references people (id),
  proof text not null,
  note text not null check (length(note) <= 300),
  at timestamptz not null
);
create index factor_removals_person on factor_removals (person_id);
