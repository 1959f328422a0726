-- Files of people that somebody asked for: made in the queue, theirs alone, gone after a day. The bytes stand in the row, so
-- that closing the account, or the day's end, takes them in the same act.
create table people_exports (
  id uuid primary key,
  asked_by uuid not null references people (id),
  session_id uuid not null,
  asked_at timestamptz not null,
  format text not null check (format in ('csv', 'xlsx')),
  -- what narrowed the list, as the contract has it
  filter jsonb not null,
  -- refused: whoever asked may not any more
  state text not null check (state in ('queued', 'ready', 'refused')),
  people integer,
  content bytea,
  made_at timestamptz,
  expires_at timestamptz not null,
  check ((state = 'ready') = (content is not null))
);
create index people_exports_of on people_exports (asked_by, asked_at desc);
create index people_exports_expires on people_exports (expires_at);
