-- Institutional systems that questions offer; an answer keeps the key and the name it had.
create table systems (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  name jsonb not null,
  active boolean not null default true,
  rank integer not null,
  version integer not null default 1
);
create trigger systems_settled after insert or update or delete on systems
  for each statement execute function settled_changed();

alter table areas add column active boolean not null default true;
alter table areas add column version integer not null default 1;

-- What a service says, version by version: never changed once published, gone only with a service that was never used.
create table service_versions (
  service_id uuid not null references services (id) on delete cascade,
  number integer not null check (number > 0),
  -- local day of the institution
  effective_from date not null,
  published_at timestamptz not null,
  published_by uuid references people (id),
  reason text not null,
  -- ServiceContent of the contract
  content jsonb not null,
  primary key (service_id, number)
);
create trigger service_versions_settled after insert or update or delete on service_versions
  for each statement execute function settled_changed();
create trigger service_versions_unchanged before update on service_versions
  for each row execute function refuse_change();
create trigger service_versions_no_truncate before truncate on service_versions
  for each statement execute function refuse_change();

-- The next version while it is written: nothing of it is a record.
create table service_drafts (
  service_id uuid primary key references services (id) on delete cascade,
  content jsonb not null,
  version integer not null,
  saved_at timestamptz not null,
  saved_by uuid references people (id)
);

-- Columns of services repeat the version in force; null while none was published.
alter table services add column published_version integer;
alter table services add column audience jsonb not null default '{"agencyIds": [], "positionLevels": []}';
alter table services add column requires_approval boolean not null default false;
-- A service not yet published says in its draft what these will be.
insert into service_versions (service_id, number, effective_from, published_at, reason, content)
  select id, 1, current_date, now(), 'Catálogo inicial', jsonb_build_object('code', code, 'areaId', area_id, 'kind', kind,
    'name', name, 'description', description, 'levelId', level_id, 'teamId', team_id, 'keywords', to_jsonb(keywords),
    'audience', audience, 'requiresApproval', false, 'form', '[]'::jsonb)
  from services;
update services set published_version = 1;

-- The version under which a request was filed or to which it was reclassified, and what was answered:
-- {"filing": {"serviceId", "version", "values", "names"}, "closing": {…}}.
alter table requests add column service_version integer;
alter table requests add column answers jsonb not null default '{}';
update requests set service_version = 1 where service_id is not null;
alter table requests add foreign key (service_id, service_version) references service_versions (service_id, number);
