-- What a requester asked for: their level does not change until Servicios Generales decides (document 002, 1.g).
alter table requests add column urgency text not null default 'none'
  check (urgency in ('none', 'pending', 'kept', 'changed'));
create index requests_asking_urgency on requests (resolution_due_at, id) where urgency = 'pending';

-- The petition: what was said when it was asked, and the one objection a requester has.
create table urgency_petitions (
  request_id uuid primary key references requests (id),
  facts jsonb not null,
  asked_at timestamptz not null,
  objection text check (length(objection) between 1 and 1000),
  objected_at timestamptz,
  check ((objection is null) = (objected_at is null))
);
create index urgency_petitions_asked on urgency_petitions (asked_at);

-- What Servicios Generales decided: once on the petition, once more on the objection, never again.
create table urgency_decisions (
  id uuid primary key,
  request_id uuid not null references urgency_petitions (request_id),
  round integer not null check (round in (1, 2)),
  outcome text not null check (outcome in ('kept', 'changed')),
  -- the level before anybody asked, the one it had until now, and the one it has from now on
  level_filed uuid not null references service_levels (id),
  level_before uuid not null references service_levels (id),
  level_after uuid not null references service_levels (id),
  reason text not null check (length(reason) between 1 and 500),
  agency_id uuid not null references agencies (id),
  decided_by uuid not null references people (id),
  asked_at timestamptz not null,
  decided_at timestamptz not null,
  -- business minutes between both, in the calendar of the level before
  took_minutes integer not null check (took_minutes >= 0),
  unique (request_id, round)
);
create index urgency_decisions_decided on urgency_decisions (decided_at desc, id desc);
create index urgency_decisions_agency on urgency_decisions (agency_id, decided_at desc);
