/** Each shell with something in it. */
import { ConsoleShell } from '#web/app/shell/console-shell.tsx';
import { FocusShell } from '#web/app/shell/focus-shell.tsx';
import { GateShell } from '#web/app/shell/gate-shell.tsx';
import { RequesterShell } from '#web/app/shell/requester-shell.tsx';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Composer } from '#web/shared/ui/composer.tsx';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { Field, PasswordInput, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import {
  IconBell,
  IconCheck,
  IconGear,
  IconHelp,
  IconInbox,
  IconPlus,
  IconPrinter,
  IconUser,
} from '#web/shared/ui/icons.tsx';
import { Knots } from '#web/shared/ui/knots.tsx';
import { MenuItem } from '#web/shared/ui/menu.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ShapeSpeech } from '#web/shared/ui/shapes.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Stub } from '#web/shared/ui/stub.tsx';
import { Conversation, Foot } from './conversation.tsx';
import { CLOCKS, FOLIO, KNOTS, NAMES, NOW, ZONE } from './example.ts';

const NAV = [
  { to: '/solicitudes', label: 'Mis solicitudes', icon: <IconInbox /> },
  { to: '/solicitudes/nueva', label: 'Nueva solicitud', icon: <IconPlus />, main: true },
  { to: '/ayuda', label: 'Ayuda', icon: <IconHelp /> },
];
const USER = {
  name: 'Rosa Elena Canul',
  initials: 'RC',
  menu: (
    <MenuItem icon={<IconUser />} to="/perfil">
      Mi perfil
    </MenuItem>
  ),
};
const BELL = (
  <Button
    kind="quiet"
    icon={
      <span className="badge">
        <IconBell />
        <span className="count count--attention">2</span>
      </span>
    }
    aria-label="Avisos: 2 sin leer"
  />
);

export function RequesterExample() {
  return (
    <RequesterShell {...NAMES} nav={NAV} user={USER} bell={BELL} footer="2026 Mesa de Servicios · Gobierno del Estado">
      <nav className="crumbs">
        <a href="#lista">Mis solicitudes</a>
      </nav>
      <div className="stack stack--6">
        <Stub folio={FOLIO} note="lun 16 nov, 9:12">
          <div className="stub__title">
            <div>
              <h1>La impresora de Recursos Humanos no imprime</h1>
              <p className="sub small">Soporte técnico · Impresoras y escáneres</p>
            </div>
            <StateMark state="waiting_requester" forRequester big />
          </div>
          <Knots steps={[...KNOTS]} />
        </Stub>
        <div className="two-columns">
          <div>
            <Conversation />
            <form className="reply">
              <Composer
                tone="waiting"
                banner={
                  <>
                    <ShapeSpeech />
                    <span>
                      <strong>Te toca responder.</strong> El plazo sigue en cuanto contestes.
                    </span>
                  </>
                }
                textarea={<TextArea aria-label="Tu mensaje" rows={2} placeholder="Escribe tu respuesta" />}
                footer={<Foot word="Enviar" />}
                onDropFiles={() => undefined}
              />
            </form>
          </div>
          <aside className="aside">
            <section className="card card__body stack">
              <div className="row">
                <Avatar initials="LM" tone="desk" />
                <div>
                  <p className="mini sub">Te atiende</p>
                  <p className="strong">Laura Mendoza</p>
                </div>
              </div>
              <div className="promise">
                <DueMark
                  clock={CLOCKS[3] ?? { dueAt: '', status: 'met', minutesLeft: 0 }}
                  state="waiting_requester"
                  timeZone={ZONE}
                  now={NOW}
                />
              </div>
              <dl className="data">
                <div>
                  <dt>Nivel</dt>
                  <dd>Normal, 3 días hábiles</dd>
                </div>
                <div>
                  <dt>Lugar</dt>
                  <dd>Edificio A, piso 2</dd>
                </div>
              </dl>
            </section>
            <div className="stack stack--2">
              <Button wide icon={<IconCheck />}>
                Ya se resolvió
              </Button>
              <LinkButton wide icon={<IconPrinter />} to="/">
                Imprimir acuse
              </LinkButton>
              <Button wide kind="quiet">
                Cancelar la solicitud
              </Button>
            </div>
          </aside>
        </div>
      </div>
    </RequesterShell>
  );
}

export function ConsoleExample() {
  const sections = [
    {
      title: 'Mi trabajo',
      items: [
        { to: '/solicitudes', label: 'Asignadas a mí', icon: <IconInbox />, count: 12 },
        { to: '/b', label: 'Sin asignar', icon: <IconUser />, count: 7 },
      ],
    },
    { title: 'Administración', items: [{ to: '/c', label: 'Institución', icon: <IconGear /> }] },
  ];
  return (
    <ConsoleShell
      {...NAMES}
      sections={sections}
      user={{ ...USER, name: 'Laura Mendoza', initials: 'LM' }}
      bell={BELL}
      banners={<Notice kind="warning">El correo no está configurado.</Notice>}
      footer="2026 Mesa de Servicios"
    >
      <header className="desk__head">
        <h1>La impresora no imprime</h1>
        <span className="grow" />
        <Button kind="primary" icon={<IconCheck />}>
          Resolver
        </Button>
      </header>
      <div className="desk__body stack stack--6">
        <Conversation internal />
        <Composer
          tone="internal"
          tabs={
            <div className="tabs">
              <button type="button">Responder</button>
              <button type="button" aria-pressed="true">
                Nota interna
              </button>
            </div>
          }
          textarea={<TextArea aria-label="Nota" rows={2} placeholder="No la ve el solicitante" />}
          footer={<Foot word="Guardar nota" />}
        />
      </div>
    </ConsoleShell>
  );
}

export function FocusExample() {
  return (
    <FocusShell
      {...NAMES}
      closeTo="/"
      status={
        <>
          <IconCheck /> Borrador guardado a las 9:10
        </>
      }
      footer={
        <>
          <p className="grow">
            <strong>Se enviará a Soporte técnico</strong>
          </p>
          <Button kind="primary">Enviar solicitud</Button>
        </>
      }
    >
      <div className="stack stack--6">
        <h1>¿Qué necesitas que resolvamos?</h1>
        <Field label="Asunto" hint="En una frase, como se lo dirías a alguien de sistemas.">
          {(wired) => <TextInput {...wired} />}
        </Field>
        <Field label="Descripción">
          {(wired) => (
            <Composer
              textarea={<TextArea {...wired} rows={3} />}
              attachments={
                <div className="attachments">
                  <AttachmentChip name="Captura pegada 1.png" bytes={188_400} kind="image" onRemove={() => undefined} />
                </div>
              }
              footer={<Foot word="Enviar" />}
            />
          )}
        </Field>
      </div>
    </FocusShell>
  );
}

export function GateExample() {
  return (
    <GateShell
      {...NAMES}
      headline="Pide ayuda, recibe tu folio y sigue cada paso."
      text="Tu solicitud es oficial desde que la envías: no hace falta un oficio impreso y sellado."
    >
      <Notice kind="info" title="Mantenimiento de OperGob.">
        Sábado 28 de noviembre, de 8:00 a 12:00.
      </Notice>
      <h1>Entra con tu cuenta</h1>
      <form className="stack stack--4">
        <Field label="Correo electrónico">{(wired) => <TextInput {...wired} type="email" />}</Field>
        <Field label="Contraseña">{(wired) => <PasswordInput {...wired} />}</Field>
        <div className="row row--between">
          <Button kind="primary">Entrar</Button>
          <a href="#olvido">Olvidé mi contraseña</a>
        </div>
      </form>
      <hr className="rule" />
      <div className="row row--between">
        <div>
          <h2 className="h3">¿Es tu primera vez aquí?</h2>
          <p className="sub small">Necesitas tu número de empleado y un correo que revises a diario.</p>
        </div>
        <Button>Crear cuenta</Button>
      </div>
    </GateShell>
  );
}
