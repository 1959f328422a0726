-- Changes of position or agency said before their day, who takes what stays where somebody leaves, and the word before a delegation ends.
create table planned_movements (
  id uuid primary key,
  person_id uuid not null references people (id),
  -- where they worked when it was said: of another place it is not carried out
  from_agency_id uuid not null references agencies (id),
  from_position_id uuid not null references positions (id),
  to_agency_id uuid not null references agencies (id),
  to_position_id uuid not null references positions (id),
  ground text not null check (ground in ('promotion', 'transfer', 'reorganisation', 'correction', 'other')),
  note text not null check (length(note) <= 500),
  -- the day it takes effect at the institution
  since date not null,
  passes boolean not null,
  colleague_id uuid references people (id),
  planned_by uuid not null references people (id),
  planned_at timestamptz not null,
  ended_at timestamptz,
  -- nobody: the desk itself, on its day
  ended_by uuid references people (id),
  ended_how text check (ended_how in ('done', 'cancelled', 'lapsed')),
  check (from_agency_id <> to_agency_id or from_position_id <> to_position_id),
  check (ground <> 'other' or note <> ''),
  check ((ended_at is null) = (ended_how is null))
);
create unique index planned_movements_open on planned_movements (person_id) where ended_at is null;
create index planned_movements_of_person on planned_movements (person_id, planned_at desc);
-- Nobody: whoever coordinates the agency left, else whoever heads it.
alter table movements add column colleague_id uuid references people (id);
-- When both were told that its last day is near.
alter table delegations add column ending_told_at timestamptz;
