-- One installation serves one government: one row.
create table institution (
  singleton boolean primary key default true check (singleton),
  product_name text not null default 'Mesa de Servicios',
  product_year integer not null default extract(year from now()),
  government_name text not null default '',
  host_agency_name text not null default '',
  owner_unit text not null default 'Dirección de Servicios Generales',
  operator_unit text not null default 'Dirección de Tecnologías de la Información',
  folio_unit text not null default 'DTI',
  folio_template text not null default '{unit}/{series}/{year}/{seq:6}',
  time_zone text not null default 'America/Mexico_City',
  self_registration text not null default 'verified_email'
    check (self_registration in ('off', 'verified_email', 'verified_email_and_approval')),
  -- empty means self-registration is off
  mail_domains text[] not null default '{}',
  desk_phone text not null default '',
  password_max_age_days integer not null default 30 check (password_max_age_days between 1 and 30),
  set_up_at timestamptz,
  -- SHA-256 of the one-time set-up token; null once used
  set_up_token_hash bytea,
  version integer not null default 1
);

-- The row is there from the start; `set_up_at` says whether anybody filled it in.
insert into institution default values;
