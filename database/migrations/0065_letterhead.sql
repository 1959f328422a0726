-- What heads the papers of the institution (decision 53): the legend of each year, the sign, the legal sentence of a receipt.
create table logos (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  png bytea not null check (octet_length(png) between 1 and 1048576),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  added_at timestamptz not null
);
-- A record names the sign it was made under by its sum: none ever goes.
create trigger logos_append_only before update or delete on logos
  for each row execute function refuse_change();
create trigger logos_no_truncate before truncate on logos
  for each statement execute function refuse_change();

alter table institution
  add column annual_legends jsonb not null default '{}' check (jsonb_typeof(annual_legends) = 'object'),
  -- Empty: the words the program has for it.
  add column legal_text text not null default '',
  add column logo_sha256 bytea references logos (sha256),
  add column letterhead_version integer not null default 1;
