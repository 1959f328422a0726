-- Who is still there: every month each agency confirms the people of it who have an account (document 002, 1.d).
create table staff_roll_settings (
  only_row boolean primary key default true check (only_row),
  opens_on integer not null check (opens_on between 1 and 28),
  -- business days of the office's calendar
  answer_days integer not null check (answer_days between 3 and 20),
  -- whoever nobody confirmed may not sign in
  suspends boolean not null,
  -- business days overdue until then
  suspend_after integer not null check (suspend_after between 5 and 40),
  -- nothing opens that was due to open before this: so a desk that begins in the middle of a month begins with the next. Null: the
  -- desk has not looked yet
  counts_from timestamptz,
  version integer not null default 1
);
insert into staff_roll_settings (opens_on, answer_days, suspends, suspend_after) values (1, 10, false, 10);

-- Months wholly opened: a stop in between goes on where it was, and an agency that gets its first people later waits for the next.
create table staff_roll_months (
  month text primary key check (month ~ '^\d{4}-\d{2}$'),
  opened_at timestamptz not null,
  rolls integer not null,
  -- of agencies without a coordinator and without a head
  unanswerable integer not null
);

create table staff_rolls (
  id uuid primary key,
  agency_id uuid not null references agencies (id),
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  people integer not null check (people > 0),
  confirmed_at timestamptz,
  -- its people may not sign in since
  suspended_at timestamptz,
  -- raised by each mark: what is confirmed is what was seen
  version integer not null default 1,
  unique (agency_id, month)
);
create index staff_rolls_unconfirmed on staff_rolls (due_at) where confirmed_at is null;

-- As of its opening; `mark` by whoever answers.
create table staff_roll_people (
  roll_id uuid not null references staff_rolls (id),
  place integer not null check (place > 0),
  person_id uuid not null references people (id),
  employee_number text not null,
  full_name text not null,
  position_id uuid not null references positions (id),
  account_since timestamptz not null,
  last_sign_in_at timestamptz,
  mark text check (mark in ('gone', 'position', 'agency')),
  note text not null default '' check (length(note) <= 300),
  primary key (roll_id, place),
  unique (roll_id, person_id)
);
create index staff_roll_people_person on staff_roll_people (person_id);
create index staff_roll_people_marked on staff_roll_people (roll_id) where mark is not null;

-- What was confirmed: the people with their marks, byte for byte what rows_sha256 was taken of.
create table staff_roll_confirmations (
  id uuid primary key,
  roll_id uuid not null unique references staff_rolls (id),
  confirmed_by uuid not null references people (id),
  -- in which capacity: `operator` where the agency had nobody to answer
  confirmed_as text not null check (confirmed_as in ('coordinator', 'head', 'operator')),
  confirmed_at timestamptz not null,
  late boolean not null,
  statement_version integer not null,
  statement text not null,
  rows text not null,
  rows_sha256 bytea not null check (octet_length(rows_sha256) = 32)
);
create index staff_roll_confirmations_by on staff_roll_confirmations (confirmed_by);
create trigger staff_roll_confirmations_append_only before update or delete on staff_roll_confirmations
  for each row execute function refuse_change();
create trigger staff_roll_confirmations_no_truncate before truncate on staff_roll_confirmations
  for each statement execute function refuse_change();

-- Reminded of at each stage once, however many nodes look.
create table staff_roll_reminders (
  roll_id uuid not null references staff_rolls (id),
  stage text not null,
  told_at timestamptz not null,
  primary key (roll_id, stage)
);

-- Who could not sign in because of which roll, and until when.
create table staff_roll_suspensions (
  roll_id uuid not null references staff_rolls (id),
  person_id uuid not null references people (id),
  since timestamptz not null,
  until timestamptz,
  -- the end stands in the person's history
  recorded boolean not null default false,
  primary key (roll_id, person_id)
);
create index staff_roll_suspensions_open on staff_roll_suspensions (person_id) where until is null;
create index staff_roll_suspensions_unrecorded on staff_roll_suspensions (roll_id) where until is not null and not recorded;

-- Nobody confirmed that they are still there: no way in since then. Whoever answers for an agency, and the desk's own people, are
-- never kept out by it, whatever stands here.
alter table people add column unconfirmed_since timestamptz;
