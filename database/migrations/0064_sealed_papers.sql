-- The paper of a sealed record (decision 53): drawn when it is first asked for, and the same bytes for ever after.
create table sealed_papers (
  record_id uuid primary key references sealed_records (id),
  file_id uuid not null unique,
  bytes bigint not null check (bytes > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  made_at timestamptz not null
);
create trigger sealed_papers_append_only before update or delete on sealed_papers
  for each row execute function refuse_change();
create trigger sealed_papers_no_truncate before truncate on sealed_papers
  for each statement execute function refuse_change();
