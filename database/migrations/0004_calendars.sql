create table calendars (
  id uuid primary key,
  key text not null unique,
  name jsonb not null,
  -- ISO weekdays and intervals: {"1": [["08:30","16:30"]], …}
  working_hours jsonb not null
);

-- Days that do not count; published years in advance, added with notice.
create table closures (
  id uuid primary key,
  calendar_id uuid not null references calendars (id),
  day date not null,
  name jsonb not null,
  kind text not null check (kind in ('closed', 'on_duty')),
  unique (calendar_id, day)
);
