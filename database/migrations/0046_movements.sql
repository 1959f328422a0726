-- Changes of position or agency of people (cambio de cargo o dependencia), each as it was recorded, with the names of its day.
create table movements (
  id uuid primary key,
  person_id uuid not null references people (id),
  from_agency_id uuid not null references agencies (id),
  to_agency_id uuid not null references agencies (id),
  from_position_id uuid not null references positions (id),
  to_position_id uuid not null references positions (id),
  -- what both were called then: { agency, position }, in both languages
  from_names jsonb not null,
  to_names jsonb not null,
  ground text not null check (ground in ('promotion', 'transfer', 'reorganisation', 'correction', 'other')),
  note text not null check (length(note) <= 500),
  -- the day it holds from at the institution, as whoever recorded it said
  since date not null,
  moved_by uuid not null references people (id),
  moved_at timestamptz not null,
  -- offices of the agency left that ended with it
  ended_roles text[] not null,
  -- whether the open requests stay with the agency left: then who took them, and how many
  passes boolean not null,
  passed_at timestamptz,
  taken_by uuid references people (id),
  requests_passed integer not null default 0,
  check (from_agency_id <> to_agency_id or from_position_id <> to_position_id),
  check (from_agency_id <> to_agency_id or not passes),
  check (ground <> 'other' or note <> '')
);
create index movements_of_person on movements (person_id, moved_at desc, id desc);
