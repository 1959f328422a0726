-- Enrolments: the form by which an agency asks for accounts (document 002), signed and reviewed.
create table enrolments (
  id uuid primary key,
  agency_id uuid not null references agencies (id),
  source text not null check (source in ('coordinator', 'paper')),
  state text not null check (state in ('draft', 'signed', 'in_review', 'returned', 'resolved', 'withdrawn')),
  round integer not null default 1 check (round >= 1),
  -- printed on the sheet: with it a scan is known to be of this form
  code text not null unique check (code ~ '^[A-HJKMNP-Z2-9]{6}$'),
  folio text unique,
  -- of a paper: who signed it, and the day it says
  signer_name text not null default '',
  signed_on date,
  drafted_by uuid not null references people (id),
  drafted_at timestamptz not null,
  changed_at timestamptz not null,
  signed_at timestamptz,
  reviewed_by uuid references people (id),
  resolved_at timestamptz,
  note text not null default '',
  version integer not null default 1,
  check ((folio is null) = (signed_at is null))
);
create index enrolments_moved on enrolments (changed_at desc, id desc);
create index enrolments_agency on enrolments (agency_id, changed_at desc, id desc);

create table enrolment_rows (
  id uuid primary key,
  enrolment_id uuid not null references enrolments (id),
  place integer not null check (place between 1 and 50),
  employee_number text not null,
  given_names text not null,
  first_surname text not null,
  second_surname text not null,
  single_surname boolean not null,
  email text not null,
  phone text not null,
  position_id uuid references positions (id),
  -- what a table called it, where no position of the list is called so
  position_text text not null,
  role text not null check (role in ('requester', 'agency_coordinator', 'agency_head')),
  state text not null check (state in ('open', 'waiting', 'approved', 'observed', 'rejected')),
  reason text not null default '',
  decided_by uuid references people (id),
  decided_at timestamptz,
  -- 1.b: somebody below mando medio
  exception_reason text not null default '',
  exception_until date,
  exception_state text check (exception_state in ('asked', 'approved', 'refused')),
  exception_by uuid references people (id),
  exception_at timestamptz,
  exception_note text not null default '',
  exception_warned_at timestamptz,
  exception_ended_at timestamptz,
  person_id uuid references people (id),
  unique (enrolment_id, place) deferrable initially deferred
);
create index enrolment_rows_waiting on enrolment_rows (enrolment_id) where state in ('waiting', 'observed');
create index enrolment_rows_asked on enrolment_rows (enrolment_id) where exception_state = 'asked';
create index enrolment_rows_ending on enrolment_rows (exception_until)
  where exception_state = 'approved' and exception_ended_at is null;
create index enrolment_rows_person on enrolment_rows (person_id) where person_id is not null;

-- Each signature with what was signed: the rows as they were, byte for byte what rows_sha256 was taken of.
create table enrolment_signatures (
  id uuid primary key,
  enrolment_id uuid not null references enrolments (id),
  round integer not null,
  way text not null check (way in ('screen', 'scan')),
  signer_name text not null,
  signed_on date not null,
  recorded_by uuid not null references people (id),
  recorded_at timestamptz not null,
  proofs text[] not null,
  attestation_version integer not null,
  attestations text[] not null,
  responsibilities_version integer not null,
  rows text not null,
  rows_sha256 bytea not null check (octet_length(rows_sha256) = 32),
  attachment_id uuid references attachments (id),
  unique (enrolment_id, round),
  check ((way = 'scan') = (attachment_id is not null))
);
create index enrolment_signatures_recorded_by on enrolment_signatures (recorded_by);
create trigger enrolment_signatures_append_only before update or delete on enrolment_signatures
  for each row execute function refuse_change();
create trigger enrolment_signatures_no_truncate before truncate on enrolment_signatures
  for each statement execute function refuse_change();

-- Links by which an approved person gets in: what became of each.
alter table credential_links add column opened_at timestamptz;

-- The responsibilities everybody accepts, in versions.
create table responsibilities (
  version integer primary key check (version >= 1),
  body text not null check (length(body) between 100 and 20000),
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- null: the text of the document, which came with the program
  published_by uuid references people (id),
  published_at timestamptz not null
);
create trigger responsibilities_append_only before update or delete on responsibilities
  for each row execute function refuse_change();
create table responsibilities_acceptances (
  person_id uuid not null references people (id),
  version integer not null references responsibilities (version),
  accepted_at timestamptz not null,
  primary key (person_id, version)
);
create trigger responsibilities_acceptances_append_only before update or delete on responsibilities_acceptances
  for each row execute function refuse_change();
-- the version a person must accept before anything else; null: none
alter table people add column responsibilities_due integer;

-- Document 002, word for word; {government} is the name of the government as the institution has it.
insert into responsibilities (version, body, sha256, published_at)
select 1, text, sha256(convert_to(text, 'UTF8')), now() from (values (
$$1. La Dirección de Servicios Generales, a través de la Dirección de Tecnologías de la Información, entregará un usuario y contraseña predeterminado al solicitante de alguna entidad perteneciente al {government} bajo las siguientes condiciones:
a. El solicitante es un empleado activo de la entidad.
b. El solicitante es un empleado con nivel mando medio o directivo.
c. El solicitante solicita el acceso para él mismo o para un solicitante.
d. El titular o representante de la dependencia está obligado a informar oportunamente cuando un empleado cambie de situación a inactivo.
e. Es responsabilidad de la persona que utiliza el sistema, cambiar la contraseña al recibir las credenciales y periódicamente cuando menos una vez al mes.
f. El solicitante reconoce y se compromete a atender todas las respuestas y seguimiento derivado de realizar una solicitud mediante la Mesa de Servicios.
g. El solicitante deberá identificar el nivel de servicio ofrecido y respetarlo. Podrá solicitar un servicio como urgente, sin embargo será atribución de la Dirección de Servicios Generales mantener el nivel o cambiarlo.
h. Todas las solicitudes realizadas mediante la mesa de servicios serán oficiales, siendo posible omitir la generación de un oficio impreso y sellado.
2. La Dirección de Servicios Generales administrará la Mesa de Servicios, agregando, modificando o eliminando servicios, niveles de servicio y podrá utilizar esta herramienta para la toma de decisiones respecto a la configuración de sus servicios.
a. La Dirección de Servicios Generales reconocerá una solicitud mediante la mesa de servicios como una solicitud oficial.
3. La Dirección de Tecnologías de la Información dará soporte a la mesa de servicio considerando:
a. Respaldo diarios de la base de datos para evitar la pérdida de la información.
b. Capacitación a usuarios.
c. Migración de servicio a otros servidores.
d. Reparación de errores encontrados.
e. Restaurar bases de datos.$$
)) as document (text);
