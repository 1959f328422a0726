/** Every piece, in its states. */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { REQUEST_STATES } from '#contract/requests.ts';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Checkbox, Field, PasswordInput, RadioCards, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import * as icons from '#web/shared/ui/icons.tsx';
import { Knots } from '#web/shared/ui/knots.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio, Stub } from '#web/shared/ui/stub.tsx';
import { ThemeToggle } from '#web/shared/ui/theme-toggle.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { CLOCKS, FOLIO, KNOTS, NOW, ZONE } from './example.ts';
import { Live } from './live.tsx';

const { IconPlus, IconX } = icons;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Marks() {
  return (
    <>
      <Part title="Folio">
        <p className="row row--wrap">
          <Folio folio={FOLIO} copy /> <Folio folio={FOLIO} short />
        </p>
        <Stub folio={FOLIO} note="lun 16 nov, 9:12" tone="waiting">
          <div className="stub__title">
            <div>
              <h1>La impresora de Recursos Humanos no imprime</h1>
              <p className="sub small">Soporte técnico · Impresoras y escáneres</p>
            </div>
            <StateMark state="waiting_requester" forRequester big />
          </div>
          <Knots steps={[...KNOTS]} />
        </Stub>
        <Stub folio={FOLIO} note="lunes 16 de noviembre, 9:12" large>
          <p className="h2">Recibimos tu solicitud</p>
          <p className="sub">Guarda tu folio.</p>
        </Stub>
      </Part>
      <Part title="Estado">
        <p className="row row--wrap">
          {REQUEST_STATES.map((state) => (
            <StateMark key={state} state={state} />
          ))}
        </p>
        <p className="row row--wrap">
          {REQUEST_STATES.map((state) => (
            <StateMark key={state} state={state} forRequester big />
          ))}
        </p>
      </Part>
      <Part title="Plazo">
        <div className="row row--wrap stack--6">
          {CLOCKS.map((clock) => (
            <DueMark key={clock.status} clock={clock} state="waiting_requester" timeZone={ZONE} now={NOW} />
          ))}
          <DueMark
            clock={CLOCKS[0] ?? { dueAt: '', status: 'met', minutesLeft: null }}
            state="cancelled"
            timeZone={ZONE}
            now={NOW}
          />
        </div>
      </Part>
      <Part title="Personas">
        <p className="row">
          <Avatar initials="RC" tone="requester" /> <Avatar initials="LM" tone="desk" /> <Avatar initials="MD" />
          <Avatar initials="RC" tone="requester" small /> <Avatar initials="RC" tone="requester" big />
        </p>
      </Part>
    </>
  );
}

function Controls() {
  const say = useToast();
  const [open, setOpen] = useState(false);
  return (
    <Part title="Botones">
      <div className="row row--wrap">
        <Button kind="primary" icon={<IconPlus />}>
          Nueva solicitud
        </Button>
        <Button onClick={() => say('Guardamos tu teléfono.')}>Avisar</Button>
        <Button kind="soft">Agregar otra</Button>
        <Button kind="quiet" onClick={() => say('No se pudo guardar.', 'problem')}>
          Avisar un problema
        </Button>
        <Button kind="danger">Cancelar la solicitud</Button>
        <Button kind="primary" busy>
          Enviando
        </Button>
        <Button disabled>No disponible</Button>
        <Button small onClick={() => setOpen(true)}>
          Diálogo
        </Button>
        <Button icon={<IconX />} aria-label="Cerrar" kind="quiet" />
        <LinkButton to="/" kind="primary">
          Enlace
        </LinkButton>
        <Menu label="Más">
          <MenuItem icon={<icons.IconUser />} to="/perfil">
            Mi perfil
          </MenuItem>
          <MenuItem icon={<icons.IconLogOut />}>Salir</MenuItem>
        </Menu>
        <ThemeToggle />
      </div>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Crear cuenta"
        intro="Son 8 datos. Después te enviaremos un correo para confirmar que es tuyo."
        wide
        confirmLoss
        footer={
          <>
            <Button kind="primary">Crear cuenta</Button>
            <Button kind="quiet" onClick={() => setOpen(false)}>
              Cancelar
            </Button>
          </>
        }
      >
        <Field label="Nombre(s)">{(wired) => <TextInput {...wired} />}</Field>
      </Dialog>
      <div className="row row--wrap">
        {Object.entries(icons).map(([name, Icon]) => (
          <span key={name} title={name}>
            <Icon />
          </span>
        ))}
      </div>
    </Part>
  );
}

function Fields() {
  const [area, setArea] = useState<string | null>('st');
  return (
    <Part title="Campos">
      <div className="choices__all">
        <Field label="Asunto" hint="En una frase, como se lo dirías a alguien de sistemas." id="g-subject">
          {(wired) => <TextInput {...wired} placeholder="No hay internet" />}
        </Field>
        <Field label="Correo electrónico" error="A tu correo le falta el final, por ejemplo: .gob.mx" id="g-mail">
          {(wired) => <TextInput {...wired} defaultValue="rosa@" />}
        </Field>
        <Field label="Contraseña">{(wired) => <PasswordInput {...wired} defaultValue="lluvia corcho" />}</Field>
        <Field label="Apellido materno" optional>
          {(wired) => <TextInput {...wired} disabled />}
        </Field>
        <Field label="Dependencia">
          {(wired) => (
            <Select {...wired}>
              <option>Secretaría de Planeación y Finanzas</option>
            </Select>
          )}
        </Field>
        <Field label="Descripción">
          {(wired) => <TextArea {...wired} rows={2} defaultValue="Desde el viernes no imprime." />}
        </Field>
      </div>
      <RadioCards
        legend="¿A qué área le toca?"
        name="area"
        value={area}
        onChange={setArea}
        options={[
          { value: 'st', label: 'Soporte técnico', hint: 'Internet, equipos, impresoras, instalación de redes.' },
          { value: 'si', label: 'Sistemas de Información', hint: 'OperGob, Recursos Humanos, páginas web.' },
        ]}
      />
      <RadioCards
        legend="Con error"
        name="area2"
        value={null}
        onChange={setArea}
        options={[{ value: 'st', label: 'Soporte técnico' }]}
        error="Elige un área."
      />
      <Checkbox label="Leí el aviso de privacidad" hint="Son dos páginas." />
      <Checkbox label="Acepto" error="Falta aceptar." />
      <ErrorSummary
        errors={[
          { id: 'g-subject', message: 'Escribe en una frase qué pasa.' },
          { id: 'g-mail', message: 'A tu correo le falta el final.' },
        ]}
      />
    </Part>
  );
}

function States() {
  return (
    <Part title="Avisos, archivos y vacíos">
      <Notice kind="info" title="Mantenimiento de OperGob." action={<Button small>Ver</Button>}>
        Sábado 28 de noviembre, de 8:00 a 12:00.
      </Notice>
      <Notice kind="good">Guardamos tu contraseña nueva.</Notice>
      <Notice kind="warning" title="Te toca responder.">
        El plazo está en pausa.
      </Notice>
      <Notice kind="problem">No se envió tu mensaje. Está aquí abajo, tal como lo escribiste.</Notice>
      <div className="attachments">
        <AttachmentChip name="Captura pegada 1.png" bytes={188_400} kind="image/png" onRemove={() => undefined} />
        <AttachmentChip
          name="Reporte de consumibles del segundo piso.pdf"
          bytes={319_000}
          kind="application/pdf"
          progress={0.62}
          onRemove={() => undefined}
        />
        <AttachmentChip name="Reporte.pdf" bytes={319_000} kind="pdf" href="#reporte" />
        <AttachmentChip
          name="video_pantalla.mp4"
          bytes={88_000_000}
          kind="video"
          error="video_pantalla.mp4 pesa 84 MB y el máximo es 25 MB. Manda una captura o un video más corto."
          onRetry={() => undefined}
          onRemove={() => undefined}
        />
      </div>
      <div className="card">
        <Skeleton rows={2} />
        <More onMore={() => undefined} busy={false} />
      </div>
      <div className="choices__all">
        {(['counter', 'search', 'offline', 'problem'] as const).map((drawing) => (
          <div key={drawing} className="card">
            <EmptyState
              drawing={drawing}
              title="Aquí verás tus solicitudes"
              action={<Button kind="primary">Nueva solicitud</Button>}
            >
              Cuando pidas ayuda te daremos un folio y podrás seguir cada paso.
            </EmptyState>
          </div>
        ))}
      </div>
    </Part>
  );
}

export function Pieces() {
  return (
    <main className="canvas stack stack--6">
      <h1>Piezas</h1>
      <Marks />
      <Controls />
      <Fields />
      <States />
      <Live />
    </main>
  );
}
