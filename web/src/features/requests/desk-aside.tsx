/** What the desk knows beside the thread: state, who attends, where, who asks and how to reach them. */
import type { RequestView } from '#contract/requests.ts';
import { initialsOfName } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { AnswersList } from './answers-list.tsx';
import { useDeskLists } from './desk-lists.ts';
import { FilesAside } from './files-aside.tsx';
import { OfficialButton } from './official-button.tsx';
import { OutageCard } from './outage-card.tsx';
import { PetitionCard } from './petition-card.tsx';
import { placeWords } from './place-fields.tsx';
import { useMoments } from './use-moments.ts';
import { bothNames, captureWords } from './words.ts';

function useFacts(view: RequestView): [string, string][] {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const place = placeWords(t, view.place);
  const { waiting, closing } = view;
  const lists = useDeskLists(closing?.code != null).data;
  const code = lists?.closureCodes.find(({ key }) => key === closing?.code);
  const maybe = (name: string, value: string | null | undefined): [string, string][] =>
    value === null || value === undefined || value === '' ? [] : [[name, value]];
  return [
    [t('console.aside.agent'), view.agentName ?? t('console.aside.nobody')],
    [t('console.aside.team'), view.teamName === null ? t('console.aside.no-team') : local(view.teamName, locale)],
    [t('requests.aside.level'), local(view.levelName, locale)],
    ...maybe(t('console.aside.next'), view.nextResponseDueAt === null ? null : moments.when(view.nextResponseDueAt)),
    [t('requests.aside.area'), local(view.areaName, locale)],
    ...maybe(t('console.aside.service'), view.serviceName === null ? null : local(view.serviceName, locale)),
    ...maybe(t('requests.aside.place'), place),
    ...maybe(
      t('console.aside.visit'),
      view.scheduledAt === null
        ? null
        : t('console.aside.visit-at', {
            when: moments.short(view.scheduledAt),
            accepted: view.visit === null ? 'past' : view.visit.acceptedAt === null ? 'no' : 'yes',
          }),
    ),
    ...maybe(t('console.aside.waits'), waiting?.reason),
    ...maybe(t('requests.aside.expected'), waiting?.until ? moments.day(waiting.until) : null),
    ...maybe(t('console.aside.closes'), waiting?.closesAt ? moments.short(waiting.closesAt) : null),
    ...maybe(t('console.aside.settles'), view.settleBy === null ? null : moments.short(view.settleBy)),
    [t('console.aside.registered'), moments.short(view.registeredAt)],
    ...maybe(t('requests.aside.filed-by'), view.filedBy === null ? null : bothNames(t, view)),
    ...maybe(t('console.aside.capture'), captureWords(t, view, moments.day)),
    ...maybe(t('console.resolve.code'), code === undefined ? null : local(code.name, locale)),
    ...maybe(t('console.resolve.cause'), closing?.cause ? local(closing.cause, locale) : null),
    ...maybe(t('console.resolve.spent'), closing?.spentMinutes ? moments.span(closing.spentMinutes) : null),
    ...maybe(
      t('console.aside.satisfaction'),
      view.satisfaction?.score == null
        ? null
        : t('console.aside.score', {
            score: view.satisfaction.score,
            has: view.satisfaction.comment === '' ? 'no' : 'yes',
            comment: view.satisfaction.comment,
          }),
    ),
    ...maybe(t('console.aside.reopened'), view.reopenedCount === 0 ? null : String(view.reopenedCount)),
  ];
}

export function DeskAside({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const locale = useLocale();
  const facts = useFacts(view);
  const { requester } = view;
  return (
    <aside className="rq-properties" aria-label={t('console.aside.label')}>
      <p>
        <StateMark state={view.state} big />
      </p>
      <dl className="data">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <OutageCard view={view} reference={reference} />
      <PetitionCard view={view} />
      <AnswersList answers={view.answers.filter(({ moment }) => moment === 'closing')} />
      <FilesAside view={view} />
      <p>
        <OfficialButton view={view} />
      </p>
      <section>
        <h2>{t('console.aside.requester')}</h2>
        <p className="row">
          <Avatar
            initials={initialsOfName(view.requesterName)}
            photoId={requester?.photoId ?? null}
            tone="requester"
            small
          />
          <b>{view.requesterName}</b>
        </p>
        <p className="sub">
          {requester === null ? null : (
            <>
              {local(requester.position, locale)}
              <br />
            </>
          )}
          {local(view.agencyName, locale)}
        </p>
        {requester === null ? null : (
          <ul className="rq-reach">
            <li>
              <a href={`mailto:${requester.email}`}>{requester.email}</a>
            </li>
            {requester.phone === '' ? null : (
              <li>
                <a href={`tel:${requester.phone.replace(/[^\d+]/g, '').slice(0, 13)}`}>{requester.phone}</a>
              </li>
            )}
          </ul>
        )}
      </section>
    </aside>
  );
}
