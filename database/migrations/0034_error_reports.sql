-- Errors of the program that somebody reported from a page of it (reportes de error): what the browser knew, and of nobody
-- in particular. Whoever reported is not kept, only what kind of account they had.
create table error_reports (
  id uuid primary key,
  -- six letters, to say on the telephone
  code text not null unique check (code ~ '^[A-HJKMNP-Z2-9]{6}$'),
  at timestamptz not null,
  role text not null check (role in ('requester', 'desk', 'administrator', 'nobody')),
  program text not null,
  page text not null,
  context jsonb not null,
  -- the reporter's own words, the only ones there are
  said text check (length(said) between 1 and 2000),
  -- the administrators' bells rang for it
  told boolean not null,
  mended_at timestamptz,
  mended_by uuid references people (id),
  note text check (length(note) between 1 and 1000),
  version integer not null default 1,
  check ((mended_at is null) = (mended_by is null)),
  check (note is null or mended_at is not null)
);
create index error_reports_newest on error_reports (at desc, id desc);
create index error_reports_open on error_reports (at desc, id desc) where mended_at is null;
create index error_reports_told on error_reports (at) where told;
