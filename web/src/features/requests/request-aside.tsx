/** Beside the thread: who attends, until when, where; and what else the requester may do. */
import type { RequestView } from '#contract/requests.ts';
import { initialsOfName } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { IconBolt, IconPrinter } from '#web/shared/ui/icons.tsx';
import { AccountButton } from './account-button.tsx';
import { FilesAside } from './files-aside.tsx';
import { PetitionCard } from './petition-card.tsx';
import { placeWords } from './place-fields.tsx';
import { aboutWords } from './request-header.tsx';
import { useMoments } from './use-moments.ts';
import { bothNames, captureWords, refOf } from './words.ts';

function Attends({ view }: { view: RequestView }) {
  const t = useT();
  const locale = useLocale();
  const team = view.teamName === null ? null : local(view.teamName, locale);
  if (view.agentName === null)
    return <p className="sub">{team === null ? t('requests.aside.nobody') : t('requests.aside.team', { team })}</p>;
  // The face of who attends comes with what they did or said.
  const photo = view.timeline.findLast(({ by }) => by?.side === 'desk' && by.name === view.agentName)?.by?.photoId;
  return (
    <div className="rq-attends">
      <Avatar initials={initialsOfName(view.agentName)} photoId={photo} tone="desk" />
      <div>
        <p className="mini">{t('requests.aside.attends')}</p>
        <p>
          <b>{view.agentName}</b>
        </p>
      </div>
    </div>
  );
}

type Props = { view: RequestView; onCancel: () => void; onAskUrgency: () => void; onObject: () => void };

export function RequestAside({ view, onCancel, onAskUrgency, onObject }: Props) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const place = placeWords(t, view.place);
  const captured = captureWords(t, view, moments.day);
  const facts: [string, string][] = [
    [t('requests.aside.level'), local(view.levelName, locale)],
    ...(view.nextResponseDueAt
      ? ([[t('requests.aside.next'), moments.when(view.nextResponseDueAt)]] as [string, string][])
      : []),
    [t('requests.aside.area'), aboutWords(view, locale)],
    [t('requests.aside.place'), place === '' ? t('requests.aside.no-place') : place],
    [t('requests.aside.agency'), local(view.agencyName, locale)],
    ...((captured === null ? [] : [[t('requests.aside.capture'), captured]]) as [string, string][]),
    ...((view.filedBy === null ? [] : [[t('requests.aside.filed-by'), bothNames(t, view)]]) as [string, string][]),
    ...(view.waiting?.until
      ? ([[t('requests.aside.expected'), moments.day(view.waiting.until)]] as [string, string][])
      : []),
  ];
  return (
    <aside className="aside" aria-label={t('requests.aside.label')}>
      <section className="rq-card">
        <Attends view={view} />
        <div className="promise">
          <p className="mini">{t('requests.aside.promise')}</p>
          <DueMark clock={view.resolution} state={view.state} timeZone={moments.timeZone} now={moments.now} />
          {view.former?.readOnly ? null : <AccountButton view={view} />}
        </div>
        <dl className="data">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <FilesAside view={view} />
      </section>
      {view.petition === null ? null : (
        <div className="rq-card">
          <PetitionCard view={view}>
            {view.can.objectUrgency ? <Button onClick={onObject}>{t('requests.urgency.object')}</Button> : null}
          </PetitionCard>
        </div>
      )}
      <div className="rq-aside__acts">
        {view.former === null ? (
          <LinkButton to="/solicitudes/$ref/acuse" params={{ ref: refOf(view) }} icon={<IconPrinter />}>
            {t('requests.aside.receipt')}
          </LinkButton>
        ) : null}
        {view.can.askUrgency ? (
          <Button icon={<IconBolt />} onClick={onAskUrgency}>
            {t('requests.urgency.ask')}
          </Button>
        ) : null}
        {view.can.cancel ? (
          <Button kind="quiet" onClick={onCancel}>
            {t('requests.cancel.button')}
          </Button>
        ) : null}
      </div>
    </aside>
  );
}
