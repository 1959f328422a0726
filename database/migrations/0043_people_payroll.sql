-- Files of the payroll: what they would change of people who have an account, looked at line by line before any of it is done.
create table payroll_files (
  id uuid primary key,
  file_name text not null,
  bytes integer not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  headings text[] not null,
  -- for each heading, the column it is; '' where nothing is read from it
  columns text[] not null,
  lines integer not null,
  state text not null check (state in ('looked', 'running', 'stopped', 'done')),
  looked_by uuid not null references people (id),
  looked_at timestamptz not null,
  started_by uuid references people (id),
  session_id uuid,
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1
);
create index payroll_files_newest on payroll_files (looked_at desc, id desc);
create index payroll_files_running on payroll_files (started_at) where state = 'running';

create table payroll_rows (
  file_id uuid not null references payroll_files (id) on delete cascade,
  line integer not null,
  -- as the file had it; null once it is done with
  given jsonb,
  -- what a person knows the line by: a number, an address
  label text not null,
  -- unknown: nobody with an account; done: was changed
  outcome text not null check (outcome in ('change', 'same', 'unknown', 'fault', 'done')),
  problems jsonb not null default '[]',
  -- by column: what stands here, and what the file says
  changes jsonb not null default '[]',
  person_id uuid references people (id),
  primary key (file_id, line)
);
create index payroll_rows_outcome on payroll_rows (file_id, outcome, line);
create index payroll_rows_person on payroll_rows (person_id) where person_id is not null;

-- What headings, agencies and positions of the payroll mean here: said once, and remembered for the files to come.
create table payroll_meanings (
  kind text not null check (kind in ('heading', 'agency', 'position')),
  -- without accents, capitals and signs
  word text not null check (length(word) <= 200),
  -- a column, or the id of an agency or a position; '' of a heading that nothing is read from
  meaning text not null,
  said_by uuid not null references people (id),
  said_at timestamptz not null,
  primary key (kind, word)
);
