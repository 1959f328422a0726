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

-- Teams belong to the accounts and came first; the areas they attend exist only now.
alter table teams add foreign key (area_id) references areas (id);
