create table requests (
  id uuid primary key,
  folio text not null unique,
  series text not null,
  year integer not null,
  sequence bigint not null,
  requester_id uuid not null references people (id),
  agency_id uuid not null references agencies (id),
  area_id uuid not null references areas (id),
  service_id uuid references services (id),
  level_id uuid not null references service_levels (id),
  kind text not null check (kind in ('incident', 'service_request', 'change', 'access')),
  subject text not null check (length(subject) between 1 and 160),
  description text not null check (length(description) between 1 and 10000),
  place jsonb not null,
  state text not null check (state in ('registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester',
    'waiting_third_party', 'resolved', 'closed', 'cancelled', 'rejected')),
  team_id uuid references teams (id),
  agent_id uuid references people (id),
  registered_at timestamptz not null,
  first_response_at timestamptz,
  resolved_at timestamptz,
  ended_at timestamptz,
  -- frozen targets of the level at filing, business minutes
  first_response_minutes integer not null,
  resolution_minutes integer not null,
  at_risk_percent integer not null,
  first_response_due_at timestamptz not null,
  resolution_due_at timestamptz not null,
  -- set while the clock is paused; the minutes left then are what runs when it resumes
  paused_at timestamptz,
  first_response_minutes_left integer,
  resolution_minutes_left integer,
  scheduled_at timestamptz,
  scheduled_where text,
  waiting_reason text,
  waiting_until timestamptz,
  closure_code text references closure_codes (key),
  solution text,
  reopened_count integer not null default 0,
  duplicate_of uuid references requests (id),
  -- for the lists, kept by the same write that changes the rest
  last_fact text not null,
  last_sequence integer not null,
  last_at timestamptz not null,
  last_by uuid references people (id),
  -- the same, leaving out what a requester may not know
  last_public_fact text not null,
  last_public_sequence integer not null,
  last_public_at timestamptz not null,
  last_public_by uuid references people (id),
  version integer not null default 1,
  unique (series, year, sequence)
);
create index requests_of_requester on requests (requester_id, last_public_at desc, id desc);
create index requests_of_agent on requests (agent_id, resolution_due_at, id) where state not in ('resolved', 'closed', 'cancelled', 'rejected');
create index requests_open_by_due on requests (resolution_due_at, id) where state not in ('resolved', 'closed', 'cancelled', 'rejected');
create index requests_by_due on requests (resolution_due_at, id);
create index requests_by_state on requests (state, resolution_due_at, id);
create index requests_by_team on requests (team_id, state, resolution_due_at, id);
create index requests_by_area_open on requests (area_id, resolution_due_at, id) where team_id is null;
create index requests_by_agency on requests (agency_id, last_public_at desc, id desc);
create index requests_subject on requests using gin (plain_text(subject) gin_trgm_ops);
create index requests_by_sequence on requests (sequence, year);
create index requests_waiting on requests (state, last_public_at) where state in ('waiting_requester', 'resolved');

-- People who take part without being the requester (copied, delegate).
create table request_participants (
  request_id uuid not null references requests (id),
  person_id uuid not null references people (id),
  primary key (request_id, person_id)
);
create index request_participants_person on request_participants (person_id, request_id);

create table messages (
  id uuid primary key,
  request_id uuid not null references requests (id),
  -- the entry of the request's history that recorded it
  sequence integer not null,
  author_id uuid not null references people (id),
  visibility text not null check (visibility in ('public', 'internal')),
  body text not null check (length(body) between 1 and 10000),
  at timestamptz not null,
  unique (request_id, sequence)
);

-- How far each reader got in a thread.
create table request_reads (
  person_id uuid not null references people (id),
  request_id uuid not null references requests (id),
  through integer not null,
  at timestamptz not null,
  primary key (person_id, request_id)
);

create table request_drafts (
  id uuid primary key,
  owner_id uuid not null references people (id),
  content jsonb not null,
  saved_at timestamptz not null
);
create index request_drafts_owner on request_drafts (owner_id, saved_at desc);
