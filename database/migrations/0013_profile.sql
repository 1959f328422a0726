-- The picture of a person: its bytes lie among the files under this id, a new one for each picture.
alter table people add column photo_id uuid unique;
-- Groups of letters the person does not want; those that start a term or guard the account are in no group.
alter table people add column muted_letters text[] not null default '{}'
  check (muted_letters <@ array['messages', 'progress', 'assignment']);

-- Another e-mail asked for by its person: it counts once the link sent there is followed.
create table email_changes (
  id uuid primary key,
  person_id uuid not null references people (id),
  email text not null check (email = lower(email)),
  -- the address before, where that of the change is told too
  former_email text not null,
  -- the address had an account already: its letter says so, and no link is made
  known boolean not null,
  -- null until the letter leaves: the link is made then
  token_hash bytea unique check (octet_length(token_hash) = 32),
  -- of the person when it was asked: a new password or the end of all sessions ends it too
  auth_epoch integer not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create unique index email_changes_open on email_changes (person_id) where used_at is null and revoked_at is null;
create index email_changes_expires on email_changes (expires_at);

-- Codes to choose a password, read out over the telephone after proof of who calls.
create table reset_codes (
  id uuid primary key,
  person_id uuid not null references people (id),
  given_by uuid not null references people (id),
  proof text not null check (proof in ('employee_number', 'agency_call_back', 'in_person')),
  -- how it was proven, in the words of who gave it; the history has its hash
  note text not null,
  -- argon2id: eight letters are few enough to be guessed from a plain hash
  code_hash text not null,
  auth_epoch integer not null,
  tries integer not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create unique index reset_codes_open on reset_codes (person_id) where used_at is null and revoked_at is null;
