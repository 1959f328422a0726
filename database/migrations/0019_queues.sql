-- The desk's list: overdue, nearest, paused last. The same index answers by itself how many open requests each view holds.
create index requests_open on requests ((paused_at is not null), resolution_due_at, id)
  include (agent_id, team_id, area_id, state, paused_at)
  where state not in ('resolved', 'closed', 'cancelled', 'rejected');
drop index requests_open_by_due;
drop index requests_count_team;
drop index requests_count_agent;

-- Past requests are looked through from the last one filed.
create index requests_newest on requests (registered_at desc, id desc);
drop index requests_by_due;
