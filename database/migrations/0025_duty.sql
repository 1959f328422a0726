-- Who is on call (guardia) and when: of a team, or of the whole desk. A shift that was taken back stays, for what names it.
create table duty_shifts (
  id uuid primary key,
  -- null: the whole desk
  team_id uuid references teams (id),
  person_id uuid not null references people (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  phone text not null check (length(phone) between 1 and 60),
  note text not null default '' check (length(note) <= 500),
  removed_at timestamptz,
  version integer not null default 1,
  check (starts_at < ends_at)
);
create index duty_shifts_ends on duty_shifts (ends_at, starts_at) where removed_at is null;
create index duty_shifts_person on duty_shifts (person_id, ends_at) where removed_at is null;

-- Who had a shift before it passed to a colleague.
create table duty_swaps (
  id uuid primary key,
  shift_id uuid not null references duty_shifts (id),
  from_id uuid not null references people (id),
  to_id uuid not null references people (id),
  reason text not null check (length(reason) between 1 and 300),
  at timestamptz not null,
  by_id uuid not null references people (id)
);
create index duty_swaps_shift on duty_swaps (shift_id, at);

-- What whoever was on call leaves to who comes next, with the figures of that moment.
create table handovers (
  id uuid primary key,
  shift_id uuid not null references duty_shifts (id),
  -- of the shift, for lists
  team_id uuid references teams (id),
  author_id uuid not null references people (id),
  body text not null check (length(body) between 1 and 4000),
  figures jsonb not null,
  -- a correction of a note that was already read
  corrects uuid references handovers (id),
  closed_at timestamptz not null,
  -- who had the next shift when it was closed
  next_id uuid references people (id),
  confirmed_at timestamptz,
  confirmed_by uuid references people (id),
  version integer not null default 1,
  check ((confirmed_at is null) = (confirmed_by is null))
);
-- One note each; what comes later corrects it.
create unique index handovers_of_shift on handovers (shift_id) where corrects is null;
create index handovers_corrects on handovers (corrects) where corrects is not null;
create index handovers_closed on handovers (closed_at desc, id desc);
create index handovers_unread on handovers (next_id) where confirmed_at is null;

-- A note while it is written; nothing of it is a record.
create table handover_drafts (
  shift_id uuid not null references duty_shifts (id),
  person_id uuid not null references people (id),
  body text not null check (length(body) <= 4000),
  saved_at timestamptz not null,
  primary key (shift_id, person_id)
);

-- Outside hours, whoever asks may read the telephone of who is on call.
alter table institution add column duty_phone_shown boolean not null default false;
