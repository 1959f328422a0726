create table agencies (
  id uuid primary key,
  key text not null unique,
  acronym text not null,
  name jsonb not null,
  kind text not null check (kind in ('dependencia', 'entidad', 'autonomo', 'otro')),
  valid_from date not null,
  valid_to date,
  successor_id uuid references agencies (id)
);

create table positions (
  id uuid primary key,
  key text not null unique,
  name jsonb not null,
  level text not null check (level in ('senior', 'middle', 'operational')),
  eligible boolean not null,
  rank integer not null
);
