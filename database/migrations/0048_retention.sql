-- Where a sign-in came from, apart from the history, which forgets nothing: the entry names this row, and the row goes after ninety days.
create table sign_in_places (
  id uuid primary key,
  person_id uuid not null references people (id),
  at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index sign_in_places_at on sign_in_places (at);
create index sign_in_places_person on sign_in_places (person_id, at desc);

-- How long what is not the record itself is kept.
create table retention_terms (
  only_row boolean primary key default true check (only_row),
  -- after so many days a letter keeps what became of it, and neither address nor words
  letter_days integer not null check (letter_days between 90 and 3650),
  -- from the day a person's data were blocked until they are anonymised
  blocked_years integer not null check (blocked_years between 1 and 30),
  -- when letters were looked through last; null: not yet
  swept_at timestamptz,
  version integer not null default 1
);
insert into retention_terms (letter_days, blocked_years) values (730, 5);

-- Since then it says to nobody what it said to whom.
alter table letters add column erased_at timestamptz;
create index letters_kept on letters (queued_at) where erased_at is null;
