-- What people ask about their own data: access, rectification, cancellation, opposition. Free, with terms in business days.
create table data_rights_requests (
  id uuid primary key,
  folio text not null unique,
  kind text not null check (kind in ('access', 'rectification', 'cancellation', 'opposition')),
  person_id uuid not null references people (id),
  state text not null
    check (state in ('received', 'correcting', 'granted', 'denied', 'effective', 'lapsed', 'withdrawn')),
  -- own: asked signed in · paper, mail: written down by the privacy officer
  way text not null check (way in ('own', 'paper', 'mail')),
  words text not null check (length(words) <= 4000),
  -- of a rectification: what it should say, by field; what it said, once it was changed
  wanted jsonb not null default '{}',
  former jsonb not null default '{}',
  -- who speaks for the holder; empty: the holder
  representative text not null default '' check (length(representative) <= 200),
  -- how it was known who asks; empty of one's own session
  identity text not null default '' check (length(identity) <= 300),
  captured_by uuid references people (id),
  received_at timestamptz not null,
  -- until when it is answered; after a correction, anew
  due_at timestamptz not null,
  extended_at timestamptz,
  extension_reason text not null default '' check (length(extension_reason) <= 1000),
  correction_at timestamptz,
  correction_words text not null default '' check (length(correction_words) <= 2000),
  correction_due_at timestamptz,
  corrected_at timestamptz,
  corrected_words text not null default '' check (length(corrected_words) <= 4000),
  answered_at timestamptz,
  answered_by uuid references people (id),
  answer text not null default '' check (length(answer) <= 4000),
  effective_due_at timestamptz,
  effective_at timestamptz,
  effected_by uuid references people (id),
  -- of a cancellation: from when its person's data are anonymised
  anonymise_at timestamptz,
  anonymised_at timestamptz,
  changed_at timestamptz not null,
  version integer not null default 1,
  check (way = 'own' or captured_by is not null)
);
create index data_rights_due on data_rights_requests (due_at, id) where state in ('received', 'correcting', 'granted');
create index data_rights_moved on data_rights_requests (changed_at desc, id desc);
create index data_rights_person on data_rights_requests (person_id, received_at desc);
create unique index data_rights_open on data_rights_requests (person_id, kind)
  where state in ('received', 'correcting', 'granted');
create index data_rights_to_anonymise on data_rights_requests (anonymise_at)
  where anonymise_at is not null and anonymised_at is null;

-- Closed for good because its person had their data cancelled; and what they are called once the term is over.
alter table people add column blocked_at timestamptz;
alter table people add column anonymised_at timestamptz;
alter table people add column anonymous_number integer unique;
