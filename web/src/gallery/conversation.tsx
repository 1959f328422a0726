/** A thread and the foot of a composer, as the examples of the shells show them. */
import type { ReactNode } from 'react';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconClip, IconSend } from '#web/shared/ui/icons.tsx';
import { ThreadEvent, ThreadFold, ThreadMessage } from '#web/shared/ui/thread.tsx';

export function Conversation({ internal = false }: { internal?: boolean }) {
  return (
    <section className="thread">
      <details className="brief brief--mine">
        <summary>
          <Avatar initials="RC" tone="requester" />
          <b>Tú</b>
          <time>lun 16 nov, 9:12</time>
          <span className="clip sub">
            Desde el viernes la impresora del segundo piso recibe los documentos pero no imprime. Ya la reiniciamos.
          </span>
          <span className="brief__files">
            <IconClip />2
          </span>
        </summary>
        <div className="message__body">Desde el viernes la impresora no imprime.</div>
      </details>
      <ThreadFold count={3} onOpen={() => undefined} />
      <ThreadEvent at="lun 16 nov, 9:40">
        Se asignó a <b>Laura Mendoza</b>, Soporte técnico
      </ThreadEvent>
      <ThreadMessage initials="RC" name="Tú" at="vie 20 nov, 12:31" side="requester" mine>
        <p>Sigue igual, no sale nada.</p>
        <div className="attachments">
          <AttachmentChip name="Captura pegada 1.png" bytes={188_400} kind="image/png" href="#a" />
        </div>
      </ThreadMessage>
      {internal ? (
        <ThreadMessage initials="MD" name="Marco Dzul" at="12:48" side="desk" mine={false} internal>
          <p>Misma falla que SS/2026/000119: cambia el fusor; hay uno en almacén.</p>
        </ThreadMessage>
      ) : null}
      <ThreadMessage initials="LM" name="Laura Mendoza" at="hoy, 13:00" side="desk" mine={false} question unread>
        <p>
          Gracias. ¿El error sale también al imprimir desde otra computadora? Con eso sabré si voy a cambiar la pieza o
          a revisar tu equipo.
        </p>
      </ThreadMessage>
    </section>
  );
}

export const Foot = ({ word }: { word: string }): ReactNode => (
  <>
    <Button kind="quiet" small icon={<IconClip />}>
      Adjuntar
    </Button>
    <span className="mini sub desktop-only">
      o pega una captura con <kbd>Ctrl</kbd> <kbd>V</kbd>
    </span>
    <span className="grow" />
    <Button kind="primary" icon={<IconSend />}>
      {word}
    </Button>
  </>
);
