-- What somebody writes in a request and has not sent: theirs alone.
create table reply_drafts (
  person_id uuid not null references people (id),
  request_id uuid not null references requests (id),
  kind text not null check (kind in ('reply', 'note')),
  body text not null check (length(body) between 1 and 10000),
  saved_at timestamptz not null,
  primary key (person_id, request_id, kind)
);
create index reply_drafts_saved on reply_drafts (saved_at);

-- Named filters of the desk's list.
create table saved_views (
  id uuid primary key,
  owner_id uuid not null references people (id),
  -- shared with; null: the owner's alone
  team_id uuid references teams (id),
  name text not null check (length(name) between 1 and 60),
  filters jsonb not null,
  columns text[] not null,
  saved_at timestamptz not null,
  version integer not null default 1
);
create index saved_views_owner on saved_views (owner_id);
create index saved_views_team on saved_views (team_id) where team_id is not null;

-- Acts that wait their ten seconds: nothing of them is on record until they are done.
create table held_acts (
  id uuid primary key,
  person_id uuid not null references people (id),
  -- in which it was asked for; the act needs it no more
  session_id uuid not null,
  operation text not null,
  -- both null once it is over: what was written stays with the request, or with its author as a draft
  params jsonb,
  body jsonb,
  -- of the call: the same key never has a second effect, waiting or not
  key text not null check (length(key) between 8 and 100),
  body_hash bytea not null,
  held_at timestamptz not null,
  due_at timestamptz not null,
  tries integer not null default 0,
  -- a node at work has it until then
  claimed_until timestamptz,
  over_at timestamptz,
  outcome text check (outcome in ('done', 'undone', 'refused')),
  unique (person_id, key),
  check ((over_at is null) = (outcome is null))
);
create index held_acts_due on held_acts (due_at) where over_at is null;
create index held_acts_over on held_acts (over_at) where over_at is not null;
