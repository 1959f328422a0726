/** Ausencias: who is away now and next, who stands in, and what they left open. */
import '#web/styles/administration.css';
import '#web/styles/absences.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { SiftBox, useSifted } from '#web/shared/ui/sift.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { AbsenceDialog } from './absence-dialog.tsx';
import { AbsenceList } from './absence-list.tsx';
import { type Absences, useAbsences } from './absence-queries.ts';
import { EndDialog } from './end-absence.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

const NEW = 'nueva';

export function AbsencesPage() {
  const t = useT();
  const absences = useAbsences();
  const data = absences.data;
  const may = (data?.people.length ?? 0) > 0;
  const add = (
    <LinkButton kind="primary" icon={<IconPlus />} to="/equipos/ausencias" search={{ ver: NEW }}>
      {t('absences.new')}
    </LinkButton>
  );
  const sifted = useSifted(data?.absences ?? [], ({ person, deputy }) => `${person.name} ${deputy.name}`);
  const now = sifted.found.filter((absence) => absence.now);
  const next = sifted.found.filter((absence) => !absence.now);
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('absences.title')}</h1>
          <p className="sub measure">{t('absences.intro')}</p>
        </div>
        {may ? add : null}
      </header>
      <LoadTrouble of={absences} />
      {absences.isPending ? <Skeleton rows={4} /> : null}
      {data && data.absences.length === 0 ? (
        <EmptyState title={t('absences.empty')}>
          <p>{t(may ? 'absences.empty-text' : 'absences.empty-reader')}</p>
        </EmptyState>
      ) : null}
      {data && data.absences.length > 0 ? (
        <>
          <SiftBox of={sifted} label={t('absences.sift')} />
          <AbsenceList title={t('absences.now')} none={t('absences.now-none')} absences={now} />
          <AbsenceList title={t('absences.next')} none={t('absences.next-none')} absences={next} />
        </>
      ) : null}
      {data ? <Open data={data} /> : null}
    </div>
  );
}

/** What the address says is being done, and to which; one that is no longer there opens nothing. */
function Open({ data }: { data: Absences }) {
  const { ver, acto }: { ver?: string; acto?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const close = () => void navigate({ to: '/equipos/ausencias', search: {}, replace: true });
  if (ver === NEW && data.people.length > 0) return <AbsenceDialog absence={null} data={data} onClose={close} />;
  const absence = data.absences.find(({ id }) => id === ver);
  if (absence === undefined) return null;
  if (acto === 'entregar')
    return absence.can.handOver ? <HandOverDialog key={absence.id} absence={absence} onClose={close} /> : null;
  if (!absence.can.change) return null;
  if (acto === 'terminar') return <EndDialog key={absence.id} absence={absence} onClose={close} />;
  return <AbsenceDialog key={absence.id} absence={absence} data={data} onClose={close} />;
}
