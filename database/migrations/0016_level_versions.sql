-- A service level in versions. Its own row carries the version in force, for whoever files or counts; each version as it
-- was published stays in a table nobody may change.
alter table service_levels
  add column description jsonb not null default '{"es": "", "en": ""}',
  add column version integer not null default 1 check (version > 0),
  -- business minutes for an answer to what the requester writes later; null: no promise
  add column next_response_minutes integer check (next_response_minutes > 0),
  add column escalate_lead boolean not null default true,
  add column escalate_owner boolean not null default true,
  -- share of the target at which the head of the agency gets a copy
  add column escalate_head_percent integer default 200 check (escalate_head_percent between 101 and 1000),
  add column retired_at timestamptz;

create table service_level_versions (
  level_id uuid not null references service_levels (id),
  version integer not null check (version > 0),
  content jsonb not null,
  -- local day of the institution
  effective_on date not null,
  -- null: it came with the starting data
  reason text check (length(reason) between 5 and 500),
  published_at timestamptz not null,
  published_by uuid references people (id),
  primary key (level_id, version)
);
create trigger service_level_versions_append_only before update or delete on service_level_versions
  for each row execute function refuse_change();
create trigger service_level_versions_no_truncate before truncate on service_level_versions
  for each statement execute function refuse_change();

insert into service_level_versions (level_id, version, content, effective_on, published_at)
select id, 1, jsonb_build_object(
    'code', code, 'name', name, 'description', description,
    'firstResponseMinutes', first_response_minutes, 'resolutionMinutes', resolution_minutes,
    'nextResponseMinutes', null, 'atRiskPercent', at_risk_percent,
    'escalations', '{"lead": true, "owner": true, "agencyHeadPercent": 200}'::jsonb,
    'calendarId', calendar_id, 'effectiveOn', null),
  current_date, now()
from service_levels;

-- What is being prepared. A level never published has only this: nothing else may name it yet.
create table service_level_drafts (
  level_id uuid primary key,
  content jsonb not null,
  edition integer not null check (edition > 0),
  saved_at timestamptz not null,
  saved_by uuid not null references people (id)
);

alter table requests
  add column level_version integer not null default 1,
  -- frozen at filing, as the other targets are
  add column next_response_minutes integer,
  -- set while the requester waits for an answer to a later message
  add column next_response_due_at timestamptz;
