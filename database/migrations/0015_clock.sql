-- Hours are decided with a day from which they hold; what came before keeps counting by what held then.
create table calendar_versions (
  calendar_id uuid not null references calendars (id),
  -- every change of a calendar, of its hours or of a closed day, is the next number
  number integer not null,
  change text not null check (change in ('hours', 'closed', 'opened')),
  -- of hours: local day from which they hold; null: since always
  effective_day date,
  -- of hours: IANA; null: the institution's
  time_zone text,
  working_hours jsonb,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid references people (id),
  primary key (calendar_id, number),
  check ((change = 'hours') = (working_hours is not null))
);
insert into calendar_versions (calendar_id, number, change, working_hours, reason, made_at)
  select id, 1, 'hours', working_hours, '', now() from calendars;
alter table calendars drop column working_hours;
alter table calendars add column version integer not null default 1;
create trigger calendar_versions_settled after insert or update or delete on calendar_versions
  for each statement execute function settled_changed();

-- A closure holds from the change that brought it to the one that took it away.
alter table closures add column since integer not null default 1;
alter table closures add column until integer;
-- the article of law or the rule that gives the day; empty: it was announced
alter table closures add column basis text not null default '';
-- the official notice: its number and date, as people cite it
alter table closures add column notice text not null default '';
alter table closures drop constraint closures_calendar_id_day_key;
create unique index closures_in_force on closures (calendar_id, day) where until is null;

-- A level may count on days of guardia.
alter table service_levels add column counts_on_duty boolean not null default false;

-- What a request counts on, as promised when its level was given; null: as its level does.
alter table requests add column calendar_id uuid references calendars (id);
alter table requests add column counts_on_duty boolean not null default false;
alter table requests add column first_response_risk_at timestamptz;
alter table requests add column resolution_risk_at timestamptz;
-- How far each clock was told of: 0 nothing, 1 at risk, 2 breached, 3 twice the time.
alter table requests add column first_response_stage smallint not null default 0;
alter table requests add column resolution_stage smallint not null default 0;
-- The next instant at which something is to be told; null while nothing runs.
alter table requests add column alarm_at timestamptz;
create index requests_alarm on requests (alarm_at) where alarm_at is not null;
update requests r set calendar_id = l.calendar_id from service_levels l where l.id = r.level_id;

-- Time that does not count: while somebody else must act, and from the solution until it was reopened. Follows from the
-- history; kept so that a deadline can be counted without reading it.
create table request_pauses (
  request_id uuid not null references requests (id),
  -- the entries of the request's history that began and ended it
  opened_by integer not null,
  closed_by integer,
  reason text not null
    check (reason in ('waiting_requester', 'waiting_third_party', 'scheduled', 'resolved', 'closed')),
  from_at timestamptz not null,
  -- later than now: of a visit, the hour agreed
  to_at timestamptz,
  primary key (request_id, opened_by)
);
insert into request_pauses (request_id, opened_by, closed_by, reason, from_at, to_at)
  select substring(stream from 9)::uuid, sequence, closed_by, state, at, to_at from (
    select stream, sequence, at, data ->> 'to' as state,
      lead(at) over moves as to_at, lead(sequence) over moves as closed_by
    from history where stream like 'request:%' and data ? 'from' and data ? 'to'
      -- solved, then closed: one stay
      and not (data ->> 'from' = 'resolved' and data ->> 'to' = 'closed')
    window moves as (partition by stream order by sequence)) moved
  where state in ('waiting_requester', 'waiting_third_party', 'resolved', 'closed');

-- What a change of a calendar moved, as it stood before and after.
create table calendar_moves (
  calendar_id uuid not null references calendars (id),
  number integer not null,
  request_id uuid not null references requests (id),
  first_response_before timestamptz not null,
  first_response_after timestamptz not null,
  resolution_before timestamptz not null,
  resolution_after timestamptz not null,
  primary key (calendar_id, number, request_id)
);
