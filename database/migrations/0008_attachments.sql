-- A file is written durably before its row exists; the name on disk is the id, never what a person typed.
create table attachments (
  id uuid primary key,
  owner_id uuid not null references people (id),
  name text not null,
  kind text not null,
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  uploaded_at timestamptz not null,
  -- what it belongs to once sent; a draft keeps it from being swept
  draft_id uuid,
  -- the request or the message that carried it
  sent_with uuid,
  sent_at timestamptz
);
create index attachments_unsent on attachments (owner_id, uploaded_at) where sent_at is null;
create index attachments_sent_with on attachments (sent_with) where sent_with is not null;
create index attachments_draft on attachments (draft_id) where draft_id is not null;
