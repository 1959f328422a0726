-- One counter for all that changes seldom and is asked at every turn: while it stands still, the program may answer from
-- memory. It is read inside the statement that needs what it stands for, so a stale answer is impossible.
create table settled (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into settled (version) values (1);

create function settled_changed() returns trigger language plpgsql as $$
begin
  update settled set version = version + 1;
  return null;
end $$;
create trigger institution_settled after insert or update or delete on institution
  for each statement execute function settled_changed();
create trigger agencies_settled after insert or update or delete on agencies
  for each statement execute function settled_changed();
create trigger positions_settled after insert or update or delete on positions
  for each statement execute function settled_changed();
create trigger calendars_settled after insert or update or delete on calendars
  for each statement execute function settled_changed();
create trigger closures_settled after insert or update or delete on closures
  for each statement execute function settled_changed();
create trigger service_levels_settled after insert or update or delete on service_levels
  for each statement execute function settled_changed();
create trigger areas_settled after insert or update or delete on areas
  for each statement execute function settled_changed();
create trigger services_settled after insert or update or delete on services
  for each statement execute function settled_changed();
create trigger teams_settled after insert or update or delete on teams
  for each statement execute function settled_changed();

-- Counts of the lists, from the index alone.
create index requests_count_own on requests (requester_id, state);
create index requests_count_team on requests (team_id, area_id, agent_id)
  where state not in ('resolved', 'closed', 'cancelled', 'rejected');
create index requests_count_agent on requests (agent_id, team_id, area_id)
  where state not in ('resolved', 'closed', 'cancelled', 'rejected');

-- The last entry of a stream, held until the commit. One call instead of two: each statement of a volatile function takes
-- its snapshot anew, so the second sees what was committed while the first waited for the lock.
create function hold_stream(held text, out sequence integer, out hash bytea) language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(held, 0));
  select h.sequence, h.hash into sequence, hash from history h
    where h.stream = held order by h.sequence desc limit 1;
end $$;
