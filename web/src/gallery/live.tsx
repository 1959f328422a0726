/** What comes by itself: who else is here, new messages, and files on their way to being shown. */
import '#web/styles/files.css';
import '#web/styles/requests-live.css';
import type { Presence } from '#contract/live.ts';
import { ArrivalsChip } from '#web/features/requests/arrivals.tsx';
import { LeftText } from '#web/features/requests/left-text.tsx';
import { AlsoWriting, PresenceMark } from '#web/features/requests/presence.tsx';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';

const person = (n: number, name: string, initials: string, writing = false) =>
  ({ personId: `00000000-0000-7000-8000-00000000000${n}`, name, initials, writing }) as Presence;
const MARCO = person(1, 'Marco Dzul', 'MD');
const LAURA = person(2, 'Laura Mendoza', 'LM', true);
const NOEMI = person(3, 'Noemí Tun', 'NT');

export function Live() {
  const arrivals = { end: { current: null }, latest: null, show: () => undefined };
  return (
    <section className="stack">
      <h2>En vivo</h2>
      <p className="row row--wrap">
        <PresenceMark people={[MARCO]} />
        <PresenceMark people={[LAURA]} />
        <PresenceMark people={[MARCO, NOEMI]} />
        <PresenceMark people={[MARCO, NOEMI, LAURA]} />
      </p>
      <AlsoWriting people={[MARCO, LAURA]} />
      <div className="reply">
        <ArrivalsChip arrivals={{ ...arrivals, unseen: 1 }} />
        <ArrivalsChip arrivals={{ ...arrivals, unseen: 3 }} alone />
      </div>
      <LeftText text="Sí, ya probé con otro cable y sigue igual." onDrop={() => undefined} />
      <div className="attachments">
        <AttachmentChip
          name="Captura pegada 1.png"
          bytes={188_400}
          kind="image"
          href="#a"
          note="Preparando vista previa"
        />
        <AttachmentChip
          name="Oficio.pdf"
          bytes={319_000}
          kind="document"
          tone="held"
          note="En revisión antivirus: nadie puede abrirlo todavía"
        />
        <AttachmentChip
          name="factura.zip"
          bytes={319_000}
          kind="archive"
          tone="infected"
          note="El antivirus encontró una amenaza y lo eliminó. Pide una copia limpia."
        />
        <AttachmentChip name={'recibo\u202egnp.exe'} bytes={12_000} kind="document" href="#b" />
      </div>
    </section>
  );
}
