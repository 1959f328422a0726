-- Who opened what of which request, when and by which right (decision 54); only ever added to, many at a time.
-- No foreign keys: a batch would hold people and requests against whoever is acting on them, and two batches could wait for each other.
-- Neither is ever deleted.
create table readings (
  id uuid not null,
  read_at timestamptz not null,
  -- of people
  read_by uuid not null,
  by_right text not null
    check (by_right in ('own', 'participant', 'delegate', 'desk', 'service_owner', 'agency', 'auditor')),
  what text not null
    check (what in ('page', 'clock', 'receipt', 'paper', 'file', 'dossier', 'original', 'urgency', 'own_data', 'log', 'log_export')),
  -- of requests; null: of no single one
  request_id uuid,
  -- the file, the paper or the redaction
  detail_id uuid,
  primary key (read_at, id)
);
create index readings_request on readings (request_id, read_at, id) where request_id is not null;
create index readings_person on readings (read_by, read_at, id);
create trigger readings_append_only before update or delete on readings
  for each row execute function refuse_change();
create trigger readings_no_truncate before truncate on readings
  for each statement execute function refuse_change();

-- From where: apart, as of sign-ins, since it goes after ninety days.
create table reading_places (
  reading_id uuid primary key,
  person_id uuid not null,
  at timestamptz not null,
  address text not null
);
create index reading_places_at on reading_places (at);
create index reading_places_person on reading_places (person_id);
