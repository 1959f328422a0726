-- Accounts closed and opened again: who did it and why. The history keeps only the hash of the note (a note about a person
-- must be able to go), which stands here.
create table account_closings (
  id uuid primary key,
  person_id uuid not null references people (id),
  closed_at timestamptz not null,
  -- null: from the terminal
  closed_by uuid references people (id),
  reason text not null check (reason in ('left', 'leave', 'misuse', 'compromised', 'other', 'terminal')),
  note text not null check (length(note) <= 300),
  opened_at timestamptz,
  opened_by uuid references people (id),
  opened_note text check (length(opened_note) <= 300)
);
create index account_closings_person on account_closings (person_id, closed_at desc);

-- What the institution asks of passwords, version by version: the newest holds. The bounds stand here too, so that no
-- program and no hand can go below what document 002 (1.e) and the rules of the desk demand.
create table password_policies (
  version integer primary key,
  since timestamptz not null,
  -- null: came with the program
  changed_by uuid references people (id),
  note text not null check (length(note) <= 300),
  max_age_days integer not null check (max_age_days between 1 and 30),
  remembered integer not null check (remembered between 12 and 24),
  min_length integer not null check (min_length between 12 and 64),
  -- wrong passwords until the account rests: in one network, over all of them; and from one address, whatever the account
  wrong_here integer not null check (wrong_here between 3 and 10),
  wrong_anywhere integer not null check (wrong_anywhere between 20 and 100),
  wrong_from integer not null check (wrong_from between 10 and 60),
  pause_minutes integer not null check (pause_minutes between 5 and 60),
  -- whoever signs in through a directory or with a passkey alone, and has no password here, is asked for none
  exempts_passwordless boolean not null
);
insert into password_policies (version, since, note, max_age_days, remembered, min_length, wrong_here, wrong_anywhere,
    wrong_from, pause_minutes, exempts_passwordless)
  select 1, now(), '', password_max_age_days, 12, 12, 5, 50, 30, 15, false from institution;

-- As the newest version says; beside the greatest age, where a session asks for both at once.
alter table institution add column exempts_passwordless boolean not null default false;

-- Warned that a password comes to its end, once for each of the days before it: a stop or a second node warns nobody twice.
create table password_notices (
  person_id uuid not null references people (id),
  -- of which password: that of this moment
  changed_at timestamptz not null,
  days_before integer not null,
  told_at timestamptz not null,
  primary key (person_id, changed_at, days_before)
);
