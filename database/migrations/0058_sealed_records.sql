-- The official record (decision 53): each act as it was, sealed with the institution's key, never changed.

-- Every public key a seal was ever made with; the private ones are no business of the database.
create table seal_keys (
  id text primary key check (id ~ '^[0-9a-f]{16,64}$'),
  -- SubjectPublicKeyInfo, DER
  public_key bytea not null unique,
  -- X.509, DER, where the institution has one
  certificate bytea,
  registered_at timestamptz not null,
  -- the key before it said that this one follows
  endorsed_by text references seal_keys (id),
  endorsement bytea,
  check ((endorsed_by is null) = (endorsement is null))
);
create trigger seal_keys_append_only before update or delete on seal_keys
  for each row execute function refuse_change();
create trigger seal_keys_no_truncate before truncate on seal_keys
  for each statement execute function refuse_change();

create table sealed_records (
  id uuid primary key,
  -- the request, enrolment or deactivation it is of
  subject_id uuid not null,
  act text not null
    check (act in ('registration', 'urgency', 'solution', 'closing', 'enrolment', 'deactivation', 'certificate')),
  folio text not null,
  acted_at timestamptz not null,
  -- later than the act for what was filed before there were seals
  sealed_at timestamptz not null check (sealed_at >= acted_at),
  -- RFC 8785, byte for byte what sha256 was taken of
  document text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  cadena text not null,
  seal bytea not null check (octet_length(seal) >= 256),
  key_id text not null references seal_keys (id),
  -- Crockford's base32, without hyphens
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$')
);
create index sealed_records_subject on sealed_records (subject_id, sealed_at);
create unique index sealed_records_registration on sealed_records (subject_id) where act = 'registration';
create trigger sealed_records_append_only before update or delete on sealed_records
  for each row execute function refuse_change();
create trigger sealed_records_no_truncate before truncate on sealed_records
  for each statement execute function refuse_change();
