-- What was covered of a request (decision 55): the original, who covered it and on which ground; only ever added to.
create table redactions (
  id uuid primary key,
  request_id uuid not null references requests (id),
  what text not null check (what in ('subject', 'description', 'message', 'file')),
  message_id uuid references messages (id),
  attachment_id uuid unique references attachments (id),
  -- of a note of the desk, or a file of one
  internal boolean not null,
  ground text not null
    check (ground in ('personal', 'sensitive', 'security', 'reserved', 'secret', 'resolution')),
  -- law and article, as they were cited; empty where none was
  basis text not null,
  -- for the desk and whoever audits it: it may tell what was covered
  reason text not null,
  -- how many passages; null: all of it
  passages integer check (passages > 0),
  redacted_by uuid not null references people (id),
  -- the position of that day, in both languages
  office jsonb not null,
  redacted_at timestamptz not null,
  -- the text as it stood before; of a file, its name: its bytes lie where they lay
  original text not null,
  original_sha256 bytea not null check (octet_length(original_sha256) = 32),
  -- what stands in its place
  shown_sha256 bytea not null check (octet_length(shown_sha256) = 32),
  check ((what = 'message') = (message_id is not null)),
  check ((what = 'file') = (attachment_id is not null))
);
create index redactions_request on redactions (request_id, redacted_at);
create trigger redactions_append_only before update or delete on redactions
  for each row execute function refuse_change();
create trigger redactions_no_truncate before truncate on redactions
  for each statement execute function refuse_change();

-- Who opened an original, and why.
create table redaction_openings (
  id uuid primary key,
  redaction_id uuid not null references redactions (id),
  opened_by uuid not null references people (id),
  opened_at timestamptz not null,
  reason text not null
);
create index redaction_openings_redaction on redaction_openings (redaction_id, opened_at);
create trigger redaction_openings_append_only before update or delete on redaction_openings
  for each row execute function refuse_change();
create trigger redaction_openings_no_truncate before truncate on redaction_openings
  for each statement execute function refuse_change();

-- Nobody edits or deletes a message. Its words give way to a mark where a redaction keeps exactly those words.
create function keep_message() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  if to_jsonb(new) - 'body' is distinct from to_jsonb(old) - 'body'
    or not exists (select from redactions r where r.message_id = old.id
      and r.original_sha256 = sha256(convert_to(old.body, 'UTF8'))
      and r.shown_sha256 = sha256(convert_to(new.body, 'UTF8')))
  then
    raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger messages_kept before update or delete on messages
  for each row execute function keep_message();
create trigger messages_no_truncate before truncate on messages
  for each statement execute function keep_message();

-- Nor what was asked for.
create function keep_request_words() returns trigger language plpgsql as $$
begin
  if exists (
    select from (values ('subject', old.subject, new.subject), ('description', old.description, new.description))
      as w (what, before, after)
    where w.before is distinct from w.after
      and not exists (select from redactions r where r.request_id = old.id and r.what = w.what
        and r.original_sha256 = sha256(convert_to(w.before, 'UTF8'))
        and r.shown_sha256 = sha256(convert_to(w.after, 'UTF8'))))
  then
    raise exception 'the words of a request are not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger requests_words_kept before update of subject, description on requests
  for each row execute function keep_request_words();

alter table attachments add column redacted_at timestamptz;
