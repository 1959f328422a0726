-- Files that the desk before this one left: people, requests, what was written in them. Each line is looked at before
-- anything of it comes in.
create table arrivals (
  id uuid primary key,
  kind text not null check (kind in ('people', 'requests', 'messages')),
  -- what the desk before was called: with it, a folio of there is one request here
  desk text not null check (length(desk) between 1 and 60),
  file_name text not null,
  bytes integer not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- headings that nothing is read from
  ignored text[] not null,
  state text not null check (state in ('looked', 'running', 'stopped', 'done')),
  -- column → word of the file, folded → what it means here, said once for all lines
  chosen jsonb not null default '{}',
  -- a letter to who asked, for each request that comes in open
  letters boolean not null default false,
  lines integer not null,
  -- null: the terminal of the server
  looked_by uuid references people (id),
  looked_at timestamptz not null,
  started_by uuid references people (id),
  session_id uuid,
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1
);
create index arrivals_newest on arrivals (looked_at desc, id desc);
create index arrivals_running on arrivals (started_at) where state = 'running';

create table arrival_rows (
  arrival_id uuid not null references arrivals (id) on delete cascade,
  line integer not null,
  -- what a person knows the line by: a folio, an address
  label text not null,
  -- as the file had it; null once it is in, or nobody brings it in any more
  given jsonb,
  outcome text not null check (outcome in ('new', 'here', 'fault', 'brought')),
  problems jsonb not null default '[]',
  -- the person or the request it is
  became uuid,
  primary key (arrival_id, line)
);
create index arrival_rows_outcome on arrival_rows (arrival_id, outcome, line);

alter table requests
  add column former_folio text check (length(former_folio) between 1 and 60),
  add column former_desk text check (length(former_desk) between 1 and 60),
  add column arrived_at timestamptz,
  -- how it stood there, in its words: its state, who attended it
  add column former jsonb,
  -- from when its promises count; null: from when it was registered
  add column clock_from timestamptz,
  -- over before it came: to be read, and nothing else
  add column read_only boolean not null default false,
  add check ((former_folio is null) = (former_desk is null) and (former_folio is null) = (arrived_at is null)),
  add check (not read_only or former_folio is not null);
create unique index requests_former on requests (lower(former_folio), former_desk) where former_folio is not null;

-- What was written at the desk before. Apart from the messages: each of those is an entry of the history, these came in by
-- one act of whoever brought them.
create table arrived_messages (
  request_id uuid not null references requests (id),
  -- of when, who and what: the same words do not come in twice
  sha256 bytea not null check (octet_length(sha256) = 32),
  line integer not null,
  at timestamptz not null,
  -- as the desk before had it; the person, where the address is one's
  author text not null,
  author_id uuid references people (id),
  visibility text not null check (visibility in ('public', 'internal')),
  body text not null check (length(body) between 1 and 10000),
  primary key (request_id, sha256)
);
