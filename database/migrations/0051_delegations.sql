-- Who files and follows requests on account of somebody else (document 002, glossary: Credenciales), until when and by whose word.
create table delegations (
  id uuid primary key,
  -- on whose account
  principal_id uuid not null references people (id),
  delegate_id uuid not null references people (id),
  since timestamptz not null,
  -- its last day, at the institution
  until_day date not null,
  ground text not null check (length(ground) between 5 and 300),
  granted_by uuid not null references people (id),
  ended_at timestamptz,
  -- nobody: its day passed, or one of the two is no longer what it asks for
  ended_by uuid references people (id),
  ended_how text check (ended_how in ('withdrawn', 'term', 'lapsed')),
  check (principal_id <> delegate_id),
  check ((ended_at is null) = (ended_how is null))
);
create unique index delegations_open on delegations (principal_id, delegate_id) where ended_at is null;
create index delegations_of_delegate on delegations (delegate_id, since desc);
create index delegations_of_principal on delegations (principal_id, since desc);
