-- Notices of the desk (avisos de la Mesa): what everybody should know before they ask.
create table announcements (
  id uuid primary key,
  kind text not null check (kind in ('maintenance', 'outage', 'information')),
  title jsonb not null,
  body jsonb not null,
  -- when it is shown from; null until it is published
  shown_from timestamptz,
  -- of the thing itself: when it begins, and when it is over and the notice with it; an outage may have no end yet
  begins_at timestamptz,
  until_at timestamptz,
  audience text not null check (audience in ('everybody', 'agencies', 'desk')),
  agency_ids uuid[] not null default '{}',
  -- read by whoever opens the sign-in page: text meant for the public
  on_sign_in boolean not null default false check (not on_sign_in or audience = 'everybody'),
  area_ids uuid[] not null default '{}',
  service_ids uuid[] not null default '{}',
  system_keys text[] not null default '{}',
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 500),
  -- when open pages were told that it is shown, and when it really was over
  started_at timestamptz,
  ended_at timestamptz,
  made_by uuid references people (id),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  check (until_at > begins_at),
  check ((state = 'withdrawn') = (withdrawn_reason is not null)),
  check (state <> 'published' or (shown_from is not null and begins_at is not null))
);
-- What is shown or to be shown: a handful, whatever the years bring.
create index announcements_open on announcements (until_at) where state = 'published' and ended_at is null;

-- What was said while it lasted, dated.
create table announcement_updates (
  id uuid primary key,
  announcement_id uuid not null references announcements (id),
  body jsonb not null,
  at timestamptz not null,
  by_id uuid references people (id)
);
create index announcement_updates_of on announcement_updates (announcement_id, at desc);

create trigger announcements_settled after insert or update or delete on announcements
  for each statement execute function settled_changed();
create trigger announcement_updates_settled after insert or update or delete on announcement_updates
  for each statement execute function settled_changed();

-- Who has read one and put it away, and who asked to be told when it is over.
create table announcement_readers (
  announcement_id uuid not null references announcements (id),
  person_id uuid not null references people (id),
  dismissed_at timestamptz,
  followed_at timestamptz,
  primary key (announcement_id, person_id)
);
create index announcement_readers_following on announcement_readers (announcement_id) where followed_at is not null;
