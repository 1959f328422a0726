create table people (
  id uuid primary key,
  given_names text not null,
  first_surname text not null,
  second_surname text not null default '',
  -- lower case: the user name
  email text not null unique check (email = lower(email)),
  employee_number text not null default '',
  agency_id uuid not null references agencies (id),
  position_id uuid not null references positions (id),
  phone text not null default '',
  extension text not null default '',
  state text not null check (state in ('invited', 'awaiting_approval', 'active', 'inactive')),
  roles text[] not null default '{requester}',
  locale text not null default 'es-MX' check (locale in ('es-MX', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  last_place jsonb,
  password_hash text,
  password_changed_at timestamptz,
  -- true when somebody else knew the password: change before anything
  must_change_password boolean not null default false,
  -- raised to end every session, stream and link at once
  auth_epoch integer not null default 1,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  full_name text generated always as (
    btrim(given_names || ' ' || first_surname || ' ' || second_surname)) stored
);
create unique index people_employee_number on people (employee_number) where employee_number <> '';
create index people_by_name on people (first_surname collate "es-MX-x-icu", second_surname collate "es-MX-x-icu", given_names collate "es-MX-x-icu", id);
create index people_search on people using gin (plain_text(given_names || ' ' || first_surname || ' ' || second_surname || ' ' || email) gin_trgm_ops);
create index people_agency on people (agency_id);

-- Hashes of former passwords: the last twelve are refused.
create table former_passwords (
  person_id uuid not null references people (id),
  changed_at timestamptz not null,
  password_hash text not null,
  primary key (person_id, changed_at)
);

-- An account asked for and not yet verified: the address proves nothing until the link is followed.
create table registrations (
  id uuid primary key,
  -- null until the letter leaves: the link is made then
  token_hash bytea unique check (octet_length(token_hash) = 32),
  email text not null,
  person jsonb not null,
  password_hash text not null,
  -- the address had an account already: the letter says so, and no link is made
  known boolean not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index registrations_expires on registrations (expires_at);

-- One-time links to choose a password; only the hash is kept.
create table credential_links (
  id uuid primary key,
  person_id uuid not null references people (id),
  purpose text not null check (purpose in ('activation', 'reset')),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  auth_epoch integer not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index credential_links_person on credential_links (person_id);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  person_id uuid not null references people (id),
  auth_epoch integer not null,
  started_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index sessions_person on sessions (person_id);
create index sessions_expires on sessions (expires_at);

-- Too many wrong passwords: nobody signs in to this address from this network until then. Kept for addresses without an
-- account too, so that a pause tells nothing. An empty network counts for all of them.
create table sign_in_pauses (
  email_hash bytea not null check (octet_length(email_hash) = 32),
  network text not null,
  until timestamptz not null,
  primary key (email_hash, network)
);
create index sign_in_pauses_until on sign_in_pauses (until);

-- Who attends what at the desk.
create table teams (
  id uuid primary key,
  key text not null unique,
  name jsonb not null,
  -- null: first contact, sees every area
  area_id uuid,
  tier integer not null
);

create table team_members (
  team_id uuid not null references teams (id),
  person_id uuid not null references people (id),
  primary key (team_id, person_id)
);
create index team_members_person on team_members (person_id);

-- Networks a person signed in from: a flood of wrong passwords from elsewhere does not lock them out there.
create table known_networks (
  person_id uuid not null references people (id),
  network text not null,
  last_at timestamptz not null,
  primary key (person_id, network)
);
