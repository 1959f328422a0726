-- Extensions the desk uses; trusted, so the owner of the database may create them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

-- Lower case without accents, for names and subjects typed with or without them.
-- unaccent() is only STABLE because its dictionary could change; ours does not.
create function plain_text(value text) returns text
  language sql immutable parallel safe strict
  return lower(public.unaccent('public.unaccent', value));

-- The record of acts: append-only, each stream a chain of hashes.
create table history (
  id uuid primary key,
  -- order of commit is not promised; order inside a stream is
  position bigint generated always as identity unique,
  stream text not null check (stream ~ '^[a-z-]+:[0-9a-f-]{36}$'),
  sequence integer not null check (sequence > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'anonymous', 'system')),
  actor_id uuid,
  fact text not null check (fact ~ '^[a-z-]+\.[a-z-]+$'),
  data jsonb not null,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  unique (stream, sequence)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger history_append_only before update or delete on history
  for each row execute function refuse_change();
create trigger history_no_truncate before truncate on history
  for each statement execute function refuse_change();

-- One key, one effect: the answer is kept in the transaction that produced it.
create table idempotency_keys (
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 100),
  operation text not null,
  body_hash bytea not null,
  answer jsonb,
  at timestamptz not null,
  primary key (actor_id, key)
);
create index idempotency_keys_at on idempotency_keys (at);

-- Counters of the rate limits, shared by every node; the key names what is limited and whom.
create table rate_limits (
  key text primary key check (length(key) <= 200),
  points integer not null,
  ends_at timestamptz not null
);
create index rate_limits_ends on rate_limits (ends_at);
