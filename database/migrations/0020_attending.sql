-- What attending a request brings: visits its requester accepts, reminders, what it took, what the requester thought of
-- it, and requests that the desk wrote down for somebody.
alter table requests
  -- until the agreed time the clock stands still, from here on
  add column visit_accepted_at timestamptz,
  -- times the requester was reminded of the question that is open now
  add column reminders integer not null default 0 check (reminders >= 0),
  add column cause text check (length(cause) between 1 and 160),
  add column spent_minutes integer check (spent_minutes between 1 and 60000),
  add column satisfaction integer check (satisfaction between 1 and 5),
  add column satisfaction_comment text check (length(satisfaction_comment) <= 1000),
  add column satisfaction_at timestamptz,
  -- who wrote it down for its requester, and how it came
  add column captured_by uuid references people (id),
  add column capture_origin text check (capture_origin in ('telephone', 'in_person', 'official_letter')),
  add column capture_number text check (length(capture_number) between 1 and 80),
  add column capture_date date,
  add check ((captured_by is null) = (capture_origin is null)),
  add check (capture_origin is distinct from 'official_letter' or (capture_number is not null and capture_date is not null)),
  add check ((satisfaction is null) = (satisfaction_at is null));

-- Who is to be reminded, and what closes unanswered: since when each question waits.
create index requests_waiting_since on requests (paused_at) where state = 'waiting_requester';
-- Agreed visits whose time comes.
create index requests_visits on requests (scheduled_at) where state = 'scheduled' and visit_accepted_at is not null;

-- One-click satisfaction out of a letter. Only the hash of the secret is kept.
create table satisfaction_links (
  token_hash bytea primary key,
  request_id uuid not null references requests (id),
  person_id uuid not null references people (id),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index satisfaction_links_expiry on satisfaction_links (expires_at);

-- Templates (plantillas): words the desk says often, with variables in braces.
create table canned_replies (
  id uuid primary key,
  name jsonb not null,
  body jsonb not null,
  -- null: for every area
  area_id uuid references areas (id),
  -- what is done with it: a message, a question that waits, the words of a solution or of a refusal
  purpose text not null check (purpose in ('message', 'ask', 'resolve', 'reject')),
  active boolean not null default true,
  rank integer not null,
  changed_at timestamptz not null,
  changed_by uuid references people (id),
  version integer not null default 1
);

-- Causes the desk chooses from when it resolves; a request keeps the words, so one may go without a trace here.
create table causes (
  id uuid primary key,
  area_id uuid references areas (id),
  name text not null check (length(name) between 1 and 160),
  rank integer not null
);
create unique index causes_name on causes (coalesce(area_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(name));
