-- Deactivations (baja de usuarios, document 002, 1.d): the agency tells that a person leaves, and from when.
create table deactivations (
  id uuid primary key,
  folio text not null unique,
  agency_id uuid not null references agencies (id),
  person_id uuid not null references people (id),
  ground text not null check (ground in ('separation', 'retirement', 'agency_change', 'leave', 'death', 'other')),
  ground_words text not null check (length(ground_words) <= 300),
  note text not null check (length(note) <= 1000),
  -- who takes the open requests; null: who coordinates the agency
  colleague_id uuid references people (id),
  -- null: at once
  effective_on date,
  -- the start of that day in the institution's zone
  effective_at timestamptz not null,
  state text not null check (state in ('scheduled', 'done', 'called_off', 'lapsed')),
  way text not null check (way in ('screen', 'scan')),
  signer_name text not null,
  signed_on date not null,
  attachment_id uuid references attachments (id),
  asked_by uuid not null references people (id),
  asked_at timestamptz not null,
  -- since when it waits although its instant came: the person is the only one who administers
  held_up_at timestamptz,
  done_at timestamptz,
  -- who took the open requests, and how many
  taken_by uuid references people (id),
  requests_passed integer not null default 0,
  called_off_by uuid references people (id),
  called_off_at timestamptz,
  called_off_reason text not null default '' check (length(called_off_reason) <= 500),
  changed_at timestamptz not null,
  version integer not null default 1,
  check (colleague_id <> person_id),
  check ((way = 'scan') = (attachment_id is not null)),
  check ((ground = 'other') = (ground_words <> '')),
  check ((state = 'done') = (done_at is not null)),
  check ((state = 'called_off') = (called_off_at is not null))
);
create index deactivations_moved on deactivations (changed_at desc, id desc);
create index deactivations_agency on deactivations (agency_id, changed_at desc, id desc);
create unique index deactivations_coming on deactivations (person_id) where state = 'scheduled';
create index deactivations_due on deactivations (effective_at) where state = 'scheduled';

-- Who filed it, once it is somebody else's: requester_id is who follows it now.
alter table requests add column filed_by uuid references people (id);
