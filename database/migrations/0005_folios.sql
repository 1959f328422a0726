-- One row per series and local year; locked by the transaction that issues, so no number is lost or given twice.
create table folio_series (
  series text not null check (series ~ '^[A-Z]{2}$'),
  year integer not null check (year between 2000 and 9999),
  last_sequence bigint not null check (last_sequence >= 0),
  primary key (series, year)
);

-- The receipt: what was registered, kept as it was, with its fingerprint.
create table receipts (
  subject_id uuid primary key,
  folio text not null unique,
  issued_at timestamptz not null,
  -- the snapshot in RFC 8785 form, byte for byte what sha256 was taken of
  document text not null,
  sha256 bytea not null check (octet_length(sha256) = 32)
);
create trigger receipts_append_only before update or delete on receipts
  for each row execute function refuse_change();
create trigger receipts_no_truncate before truncate on receipts
  for each statement execute function refuse_change();
