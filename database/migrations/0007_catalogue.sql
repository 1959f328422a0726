create table service_levels (
  id uuid primary key,
  key text not null unique,
  code text not null unique,
  rank integer not null unique,
  name jsonb not null,
  -- business minutes
  first_response_minutes integer not null check (first_response_minutes > 0),
  resolution_minutes integer not null check (resolution_minutes >= first_response_minutes),
  at_risk_percent integer not null check (at_risk_percent between 1 and 99),
  calendar_id uuid not null references calendars (id)
);

create table areas (
  id uuid primary key,
  key text not null unique,
  code text not null unique,
  name jsonb not null,
  description jsonb not null,
  examples jsonb not null,
  default_level_id uuid not null references service_levels (id),
  rank integer not null
);

create table teams (
  id uuid primary key,
  key text not null unique,
  name jsonb not null,
  -- null: first contact, sees every area
  area_id uuid references areas (id),
  tier integer not null
);

create table team_members (
  team_id uuid not null references teams (id),
  person_id uuid not null references people (id),
  primary key (team_id, person_id)
);
create index team_members_person on team_members (person_id);

create table services (
  id uuid primary key,
  key text not null unique,
  code text not null unique,
  area_id uuid not null references areas (id),
  kind text not null check (kind in ('incident', 'service_request', 'change', 'access')),
  name jsonb not null,
  description jsonb not null,
  level_id uuid not null references service_levels (id),
  team_id uuid references teams (id),
  keywords text[] not null default '{}',
  active boolean not null default true,
  rank integer not null
);

create table closure_codes (
  key text primary key,
  name jsonb not null,
  rank integer not null
);
