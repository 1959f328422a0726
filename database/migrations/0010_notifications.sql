-- The outbox: a letter is a row before it is a job, with its Message-ID fixed, so that a retry is the same letter.
create table letters (
  id uuid primary key,
  -- the entry of the history that caused it, and for whom: a second delivery of the job finds it there
  history_id uuid not null,
  kind text not null,
  person_id uuid references people (id),
  to_address text not null,
  to_name text not null,
  message_id text not null unique,
  -- thread of the request, if any
  request_id uuid references requests (id),
  locale text not null,
  -- for the list of letters: folio and kind; what the person wrote stays in the request
  subject text not null,
  -- what the letter is written from when it leaves; never a secret: one-time links are made at that moment
  content jsonb not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'dropped', 'bounced')),
  attempts integer not null default 0,
  queued_at timestamptz not null,
  -- of the fact, and its place in its stream: letters leave in the order things happened, not in that of the jobs
  happened_at timestamptz not null,
  sequence integer not null,
  -- growing pauses after each failed attempt
  next_attempt_at timestamptz not null,
  -- a sender at work holds the letter until then
  claimed_until timestamptz,
  sent_at timestamptz,
  last_error text,
  unique (history_id, kind, to_address)
);
create index letters_due on letters (next_attempt_at, happened_at, sequence, id) where state = 'waiting';
-- what of one request to one address waits before a letter
create index letters_thread on letters
  (to_address, coalesce(request_id, '00000000-0000-0000-0000-000000000000'::uuid), happened_at, sequence, id)
  where state = 'waiting';
create index letters_state on letters (state, queued_at desc, id desc);
create index letters_request on letters (request_id, to_address, happened_at) where request_id is not null;

-- The bell: beside the letter, so that a person whose mail fails still knows.
create table notices (
  id uuid primary key,
  history_id uuid not null,
  person_id uuid not null references people (id),
  kind text not null,
  request_id uuid references requests (id),
  details jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (history_id, person_id, kind)
);
create index notices_person on notices (person_id, at desc, id desc);
create index notices_unread on notices (person_id) where read_at is null;
