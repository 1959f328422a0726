-- Rules by which a request finds its team when it is registered or reclassified: the first that fits decides.
create table routing_rules (
  id uuid primary key,
  -- the order in which they are asked; those not in force stand behind the rest
  rank integer not null,
  name text not null check (length(name) between 1 and 80),
  -- every kind of condition must hold, or one is enough
  match text not null check (match in ('all', 'any')),
  -- found in the building as it was written, accents and capitals aside; empty: no condition
  building text not null default '' check (length(building) <= 80),
  team_id uuid not null references teams (id),
  -- to the person of the team with the fewest open requests
  by_load boolean not null,
  active boolean not null,
  changed_at timestamptz not null,
  changed_by uuid references people (id)
);

-- What a rule asks for, one row for each service, area or agency; the keys keep what is named from being deleted.
create table routing_conditions (
  rule_id uuid not null references routing_rules (id),
  service_id uuid references services (id),
  area_id uuid references areas (id),
  agency_id uuid references agencies (id),
  check (num_nonnulls(service_id, area_id, agency_id) = 1),
  unique nulls not distinct (rule_id, service_id, area_id, agency_id)
);
create index routing_conditions_service on routing_conditions (service_id) where service_id is not null;

-- One number for the list as a whole: its order is part of what every rule means.
create table routing_list (
  only_row boolean primary key default true check (only_row),
  version integer not null default 1
);
insert into routing_list default values;

-- When a rule last named each person, so that equal loads take turns.
create table routing_turns (
  person_id uuid primary key references people (id),
  at timestamptz not null
);

create trigger routing_rules_settled after insert or update or delete on routing_rules
  for each statement execute function settled_changed();
create trigger routing_conditions_settled after insert or update or delete on routing_conditions
  for each statement execute function settled_changed();
