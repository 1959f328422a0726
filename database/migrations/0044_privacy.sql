-- The privacy notice (aviso de privacidad) in versions: simplified and integral, in Spanish and, where somebody wrote it, in English.
create table privacy_notices (
  version integer primary key check (version >= 1),
  short_es text not null check (length(short_es) between 40 and 4000),
  full_es text not null check (length(full_es) between 200 and 40000),
  short_en text not null default '',
  full_en text not null default '',
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- null: the starting text, which came with the program
  published_by uuid references people (id),
  published_at timestamptz not null,
  check ((short_en = '') = (full_en = ''))
);
create trigger privacy_notices_append_only before update or delete on privacy_notices
  for each row execute function refuse_change();
create trigger privacy_notices_no_truncate before truncate on privacy_notices
  for each statement execute function refuse_change();

-- Which version was before somebody when their account was asked for, and which they said they had read since.
create table privacy_notice_readings (
  person_id uuid not null references people (id),
  version integer not null references privacy_notices (version),
  way text not null check (way in ('sign-up', 'confirmed')),
  read_at timestamptz not null,
  primary key (person_id, version)
);

-- The version that was shown, until the address is proven; null: a page of before sent none.
alter table registrations add column notice_version integer;

-- {government}, {agency}, {owner}, {operator}, {phone}: as the institution has them.
insert into privacy_notices (version, short_es, full_es, short_en, full_en, sha256, published_at)
select 1, short_es, full_es, short_en, full_en,
  sha256(convert_to(jsonb_build_array(short_es, full_es, short_en, full_en)::text, 'UTF8')), now()
from (values (
$$La {agency} del {government} es responsable del tratamiento de los datos personales que usted proporciona en esta Mesa de Servicios.
Los usa para crear y administrar su cuenta, registrar y atender sus solicitudes, avisarle de ellas, y cuidar la seguridad del sistema. Son finalidades propias de sus atribuciones, por lo que no requieren su consentimiento. La fotografía de perfil es voluntaria y usted puede quitarla en cualquier momento.
No se realizan transferencias que requieran su consentimiento.
Puede manifestar su negativa al uso de su fotografía quitándola de su perfil. El aviso de privacidad integral está en esta misma página y en cada pantalla donde se le piden datos.$$,
$$# Responsable
La {agency} del {government}, por conducto de la {owner} y de la {operator}, con domicilio en las oficinas que ocupa esa dependencia, es la responsable del tratamiento de los datos personales que se recaban en la Mesa de Servicios, los cuales serán protegidos conforme a la Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados y a la legislación local en la materia.
# Datos personales que se tratan
De identificación y contacto: nombre y apellidos, correo electrónico institucional, teléfono y extensión y, si usted la agrega, fotografía.
Laborales: número de empleado, dependencia y cargo.
Del uso del sistema: solicitudes, mensajes y archivos que usted envía, fecha y hora de sus accesos, dirección de red y navegador desde los que entra.
No se solicitan datos personales sensibles. Le pedimos no incluirlos en el texto ni en los archivos de sus solicitudes si no son indispensables.
# Finalidades
a. Crear, verificar y administrar su cuenta de usuario.
b. Registrar, asignar, atender y dar seguimiento a sus solicitudes, y expedir los acuses correspondientes.
c. Enviarle los avisos relacionados con su cuenta y sus solicitudes.
d. Proteger la seguridad del sistema y dejar constancia de los actos realizados en él.
e. Elaborar estadísticas y reportes del servicio, sin identificar a las personas.
Estas finalidades son necesarias para el ejercicio de las atribuciones del responsable y no requieren su consentimiento. La fotografía es opcional: solo se usa para que se le reconozca en pantalla.
# Fundamento legal
Artículos aplicables de la Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados, publicada en el Diario Oficial de la Federación el 20 de marzo de 2025, de la ley local en la materia, y del reglamento interior de la {agency}.
# Transferencias
No se realizan transferencias de datos personales, salvo las necesarias para atender requerimientos de información de una autoridad competente, debidamente fundados y motivados, que no requieren su consentimiento.
# Derechos de acceso, rectificación, cancelación y oposición (ARCO)
Usted puede acceder a sus datos personales, rectificarlos, cancelarlos u oponerse a su tratamiento. Puede presentar su solicitud por sí o por representante ante la Unidad de Transparencia de la {agency}, acreditando su identidad y, en su caso, la representación. El trámite es gratuito.
La Unidad de Transparencia le responderá en un plazo máximo de veinte días hábiles, que podrá ampliarse una sola vez hasta por diez días cuando así se justifique. Si su solicitud procede, se hará efectiva dentro de los quince días hábiles siguientes a la respuesta.
Además, en su perfil de la Mesa de Servicios puede obtener en cualquier momento una copia de los datos que se conservan de usted.
# Unidad de Transparencia
Unidad de Transparencia de la {agency} del {government}. Teléfono de la Mesa de Servicios, donde se le indica cómo localizarla: {phone}.
# Cambios a este aviso
Los cambios se publican en esta página como una versión nueva, con su fecha; las anteriores pueden seguir consultándose. A quien tiene cuenta se le avisa en la pantalla cuando entra.$$,
$$The {agency} of the {government} is responsible for the personal data you give to this service desk.
It uses them to create and manage your account, to register and attend your requests, to tell you about them, and to keep the system secure. These purposes belong to its legal duties and need no consent. A profile picture is voluntary, and you may remove it at any time.
No transfers that need your consent are made.
You refuse the use of your picture by removing it from your profile. The full privacy notice is on this same page and on every screen where data are asked for.$$,
$$# Who is responsible
The {agency} of the {government}, through its {owner} and its {operator}, at the offices of that agency, is responsible for the personal data collected by the service desk. They are protected under the Mexican General Law on the Protection of Personal Data held by Obligated Parties (LGPDPPSO) and local law.
# Personal data
Identity and contact: names and surnames, institutional e-mail address, telephone and extension and, if you add it, a picture.
Work: employee number, agency and position.
Use of the system: the requests, messages and files you send, when you sign in, and the network address and browser you sign in from.
No sensitive personal data are asked for. Please leave them out of your requests and files unless they are indispensable.
# Purposes
a. To create, verify and manage your account.
b. To register, assign, attend and follow your requests, and to issue their receipts.
c. To send you notices about your account and your requests.
d. To keep the system secure and to record what is done in it.
e. To make statistics and reports on the service, without identifying people.
These purposes are necessary for the duties of who is responsible and need no consent. The picture is optional: it only lets others recognise you on screen.
# Legal basis
The applicable articles of the LGPDPPSO, published in the Official Gazette of the Federation on 20 March 2025, of local law on the subject, and of the internal regulations of the {agency}.
# Transfers
Personal data are not transferred, except where needed to answer a duly founded request of a competent authority, which needs no consent.
# Rights of access, rectification, cancellation and opposition (ARCO)
You may have access to your personal data, have them rectified or cancelled, or oppose their use. You or your representative may ask the Transparency Unit of the {agency}, proving your identity and, where it applies, the representation. It is free of charge.
The Transparency Unit answers within twenty business days, which may be extended once by up to ten days with a reason. What is granted takes effect within fifteen business days of the answer.
In your profile of the service desk you can also get a copy of the data kept about you at any time.
# Transparency Unit
Transparency Unit of the {agency} of the {government}. Telephone of the service desk, which tells you how to reach it: {phone}.
# Changes to this notice
Changes are published on this page as a new version, with its date; former ones can still be read. Whoever has an account is told on screen when they come in.$$
)) as text (short_es, full_es, short_en, full_en);
