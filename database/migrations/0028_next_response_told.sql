-- The answer promised to what a requester writes later: since when it is owed, so that it can be counted anew, and what
-- of it was told, as of the other two promises.
alter table requests
  -- null with a deadline set: owed since before the desk kept it
  add column next_response_since timestamptz,
  add column next_response_risk_at timestamptz,
  -- 0 nothing, 1 at risk, 2 breached
  add column next_response_stage smallint not null default 0;

-- Those owed now are looked at once more: the watch then says when it is next to look.
update requests set alarm_at = least(alarm_at, next_response_due_at)
where next_response_due_at is not null and state not in ('resolved', 'closed', 'cancelled', 'rejected');
