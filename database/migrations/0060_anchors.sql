-- Anchors (decision 53): each day one sealed root over every entry of the history written since the one before.

create table anchors (
  number integer primary key check (number > 0),
  -- the day that had ended, in the institution's zone
  day date not null unique,
  at timestamptz not null,
  -- positions of the entries: after the first, up to the second
  from_position bigint not null,
  to_position bigint not null check (to_position >= from_position),
  -- RFC 8785, byte for byte what was sealed
  document text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  seal bytea not null,
  key_id text not null references seal_keys (id)
);
create trigger anchors_append_only before update or delete on anchors
  for each row execute function refuse_change();
create trigger anchors_no_truncate before truncate on anchors
  for each statement execute function refuse_change();

-- The leaves: what each entry was when it was anchored. Its own copy: an entry taken away later must still be named.
create table anchored_entries (
  position bigint primary key check (position > 0),
  entry_id uuid not null unique,
  stream text not null,
  sequence integer not null,
  hash bytea not null check (octet_length(hash) = 32)
);
create index anchored_entries_stream on anchored_entries (stream, sequence);
create trigger anchored_entries_append_only before update or delete on anchored_entries
  for each row execute function refuse_change();
create trigger anchored_entries_no_truncate before truncate on anchored_entries
  for each statement execute function refuse_change();
