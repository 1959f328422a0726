-- The tree of agencies, what they were called before, and who follows whom.
alter table agencies
  add column parent_id uuid references agencies (id),
  add column version integer not null default 1;

-- What an agency was called until an instant: what was filed before it keeps that name.
create table agency_names (
  agency_id uuid not null references agencies (id),
  until_at timestamptz not null,
  acronym text not null,
  name jsonb not null,
  primary key (agency_id, until_at)
);
create trigger agency_names_settled after insert or update or delete on agency_names
  for each statement execute function settled_changed();

-- On a day of the institution an agency ends and another goes on with its people and what is open.
create table agency_successions (
  id uuid primary key,
  agency_id uuid not null references agencies (id),
  successor_id uuid not null references agencies (id),
  -- the first day without the former one
  on_day date not null,
  ground text not null check (length(ground) between 5 and 300),
  decided_by uuid references people (id),
  decided_at timestamptz not null,
  called_off_by uuid references people (id),
  called_off_at timestamptz,
  called_off_note text not null default '',
  -- when everything had passed over, and how much of it
  done_at timestamptz,
  people integer not null default 0,
  requests integer not null default 0,
  enrolments integer not null default 0,
  check (agency_id <> successor_id),
  check (called_off_at is null or done_at is null)
);
create unique index agency_successions_one on agency_successions (agency_id) where called_off_at is null;
create index agency_successions_of on agency_successions (agency_id, decided_at);

-- Each role somebody holds or held: since when, until when, on what ground, by whom. `people.roles` stays what every
-- policy reads; the rows that have not ended say the same.
create table role_grants (
  id uuid primary key,
  person_id uuid not null references people (id),
  role text not null,
  since timestamptz not null,
  -- its last day at the institution; null: until somebody ends it
  until_day date,
  ground text not null default '',
  -- desk: an administrator; account: with the account, by whatever way it was made; enrolment, directory, terminal;
  -- before: held when this was begun to be written down
  source text not null check (source in ('desk', 'account', 'enrolment', 'directory', 'terminal', 'before')),
  granted_by uuid references people (id),
  -- told that it is about to end
  warned_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references people (id),
  -- withdrawn: by an act; term: its last day passed; renewed: another term took its place; directory: its groups say no
  -- longer so; returned: an account of before became theirs again with other roles; office: they left the office it came with
  ended_how text check (ended_how in ('withdrawn', 'term', 'renewed', 'directory', 'returned', 'office')),
  ended_note text not null default '',
  check ((ended_at is null) = (ended_how is null))
);
create unique index role_grants_held on role_grants (person_id, role) where ended_at is null;
create index role_grants_of on role_grants (person_id, since desc);
create index role_grants_term on role_grants (until_day) where ended_at is null and until_day is not null;

insert into role_grants (id, person_id, role, since, source)
  select gen_random_uuid(), p.id, r.role, p.created_at, 'before'
  from people p cross join lateral (select distinct unnest(p.roles) as role) r;
