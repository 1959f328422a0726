-- Backups of the whole desk: one row for each run, from being asked for to its removal.
create table backups (
  -- the archive says the same id of itself
  id uuid primary key,
  kind text not null check (kind in ('daily', 'asked', 'command', 'before_upgrade')),
  -- of the archive; what follows it (proof, copies) has states of its own
  state text not null check (state in ('waiting', 'running', 'made', 'failed', 'cancelled', 'interrupted')),
  -- what a node is doing for it now
  phase text check (phase in ('writing', 'proving', 'copying')),
  -- null: the desk itself, or its command line
  asked_by uuid references people (id),
  asked_at timestamptz not null,
  began_at timestamptz,
  ended_at timestamptz,
  -- the instant of which everything in the archive is
  seen_at timestamptz,
  folder text not null,
  name text,
  bytes bigint check (bytes >= 0),
  sha256 bytea check (length(sha256) = 32),
  row_count bigint,
  file_count integer,
  gone_count integer,
  progress jsonb,
  cancel_asked_at timestamptz,
  -- a reason and the values of its sentence
  failure jsonb,
  -- null: no proof was to follow
  proof_state text check (proof_state in ('waiting', 'running', 'proven', 'failed', 'interrupted')),
  proof jsonb,
  proven_at timestamptz,
  copies jsonb not null default '[]',
  removed_at timestamptz,
  removed_why text check (removed_why in ('retention', 'missing')),
  check ((state = 'made') = (name is not null)),
  check (state <> 'made' or (seen_at is not null and bytes is not null and sha256 is not null and ended_at is not null)),
  check ((state = 'failed') = (failure is not null)),
  check (phase <> 'writing' or state = 'running'),
  check ((proof_state = 'proven') = (proven_at is not null))
);
create index backups_newest on backups (asked_at desc, id desc);
create index backups_good on backups (seen_at desc) where state = 'made' and removed_at is null;
-- One at a time, whichever node or command does it.
create unique index backups_under_way on backups ((true)) where state in ('waiting', 'running') or phase is not null;

-- When a backup is made by itself and which stay; and what the administrators were told of it. One row.
create table backup_plan (
  singleton boolean primary key default true check (singleton),
  enabled boolean not null default true,
  -- of the day of the institution's time zone
  hour time not null default '02:00',
  days integer not null default 30 check (days between 1 and 3650),
  weeks integer not null default 12 check (weeks between 0 and 520),
  months integer not null default 24 check (months between 0 and 240),
  version integer not null default 1,
  -- when the recovery key in force was made
  key_since timestamptz,
  -- when the administrators were last told that the last good one is too old; null while it is not
  alarm_told_at timestamptz
);
insert into backup_plan default values;
