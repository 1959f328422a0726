-- Checks of the whole record that somebody asked for or that the night made, and who outside the desk keeps its anchors (decision 53).
create table integrity_checks (
  id uuid primary key,
  -- Null: the desk itself, at night.
  asked_by uuid references people (id),
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'running', 'done')),
  began_at timestamptz,
  ended_at timestamptz,
  phase text check (phase in ('history', 'messages', 'records', 'anchors')),
  seen bigint not null default 0,
  -- Counts and what was found; null until the end.
  result jsonb,
  check ((state = 'done') = (ended_at is not null and result is not null))
);
create unique index integrity_checks_one_at_a_time on integrity_checks ((true)) where state <> 'done';
create index integrity_checks_newest on integrity_checks (ended_at desc, id desc) where state = 'done';

create table anchor_addresses (
  email text primary key check (email = lower(email)),
  added_by uuid not null references people (id),
  added_at timestamptz not null
);
