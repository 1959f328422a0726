/** One request on the desk: two clocks, thread with notes, composer, and the acts that are open now. */
import '#web/styles/requests-live.css';
import '#web/styles/files.css';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { holds } from '#contract/permissions.ts';
import type { RequestView } from '#contract/requests.ts';
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconEye } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio, shortFolio } from '#web/shared/ui/stub.tsx';
import { AccountButton } from './account-button.tsx';
import { ArrivalsChip, ArrivalsSaid } from './arrivals.tsx';
import { Covered } from './covering.tsx';
import { DeskActions } from './desk-actions.tsx';
import { DeskAside } from './desk-aside.tsx';
import { DeskComposer } from './desk-composer.tsx';
import { DuplicateNotice } from './duplicate-notice.tsx';
import { FileViewing } from './file-viewing.tsx';
import { useForeseen } from './foresee.ts';
import { LeftText } from './left-text.tsx';
import { ListTrouble } from './list-states.tsx';
import { AlsoWriting, PresenceMark } from './presence.tsx';
import { useRequest } from './queries.ts';
import { rememberOpened } from './recent.ts';
import { useKeptOnServer } from './server-draft.ts';
import { RequestThread } from './thread.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useMoments } from './use-moments.ts';
import { useOnce } from './use-once.ts';
import { usePresence } from './use-presence.ts';
import { useReadMark } from './use-read-mark.ts';
import { useReply } from './use-reply.ts';

const MissingPanel = lazy(async () => ({ default: (await import('./missing-panel.tsx')).MissingPanel }));

/** For whoever audits: the log of readings, of this request alone. */
function ReadingsLink({ folio }: { folio: string }) {
  const t = useT();
  const { roles } = useSession();
  if (!holds(roles, 'reading.read')) return null;
  return (
    <LinkButton small kind="quiet" icon={<IconEye />} to="/lecturas" search={{ folio: shortFolio(folio) }}>
      {t('console.readings')}
    </LinkButton>
  );
}

function Clocks({ view }: { view: RequestView }) {
  const t = useT();
  const { now, timeZone } = useMoments();
  return (
    <dl className="rq-clocks">
      <div>
        <dt>{t('console.clock.first')}</dt>
        <dd>
          <DueMark clock={view.firstResponse} state={view.state} timeZone={timeZone} now={now} />
        </dd>
      </div>
      <div>
        <dt>{t('console.clock.resolution')}</dt>
        <dd>
          <DueMark clock={view.resolution} state={view.state} timeZone={timeZone} now={now} />
        </dd>
      </div>
      <div>
        <dt className="visually-hidden">{t('requests.account.title')}</dt>
        <dd>{view.former?.readOnly ? null : <AccountButton view={view} />}</dd>
      </div>
    </dl>
  );
}

function Desk({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const { person, can } = useSession();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const reply = useReply(reference, view, 'reply');
  const note = useReply(reference, view, 'note');
  useKeptOnServer(view, { reply, note });
  const pending = reply.pending ?? note.pending;
  const people = usePresence({ id: view.id, on: can.queue, text: reply.text + note.text });
  const arrivals = useArrivals(view, pending !== null);
  useReadMark(view, arrivals.unseen > 0);
  useEffect(() => rememberOpened(person.id, view), [person.id, view]);
  const moved = useOnce(view.missing !== null);
  const writable = view.can.message || view.can.note;
  return (
    <>
      <header className="rq-work__head">
        <nav className="crumbs rq-work__back" aria-label={t('requests.detail.path')}>
          <Link to="/atencion" search={search}>
            <IconArrowLeft /> {t('console.queue.title')}
          </Link>
        </nav>
        <div className="rq-work__top">
          <span className="row row--wrap">
            <Folio folio={view.folio} copy />
            <span className="phone-only">
              <StateMark state={view.state} />
            </span>
            <PresenceMark people={people} />
            <ReadingsLink folio={view.folio} />
          </span>
          <DeskActions view={view} reference={reference} />
        </div>
        <h1>
          <Covered view={view} show="subject" />
        </h1>
        <Clocks view={view} />
      </header>
      <div className="rq-work__body">
        <section className="rq-work__talk" aria-label={t('requests.thread.title')}>
          <div className="rq-work__thread">
            {view.timeline.length === 0 ? (
              <Notice kind="info">{t('requests.detail.no-thread')}</Notice>
            ) : (
              <RequestThread
                view={view}
                pending={pending}
                reader={{ name: `${person.givenNames} ${person.firstSurname}`, photoId: person.photoId }}
                end={arrivals.end}
              />
            )}
          </div>
          <p className="visually-hidden" role="status">
            {pending === null ? '' : t('requests.thread.sending')}
          </p>
          <DuplicateNotice view={view} desk />
          <ArrivalsSaid arrivals={arrivals} />
          {moved ? (
            <div className="rq-work__lacks">
              <Suspense fallback={null}>
                <MissingPanel view={view} reference={reference} />
              </Suspense>
            </div>
          ) : null}
          {writable ? (
            <DeskComposer view={view} reference={reference} reply={reply} note={note}>
              <ArrivalsChip arrivals={arrivals} />
              <AlsoWriting people={people} />
            </DeskComposer>
          ) : (
            <ArrivalsChip arrivals={arrivals} alone />
          )}
          {view.can.message ? null : <LeftText text={reply.text} onDrop={() => reply.write('')} />}
          {view.can.note ? null : <LeftText text={note.text} onDrop={() => note.write('')} />}
        </section>
        <DeskAside view={view} reference={reference} />
      </div>
    </>
  );
}

export function DeskRequestPage() {
  const t = useT();
  const params: { ref?: string } = useParams({ strict: false });
  const reference = params.ref ?? '';
  const request = useRequest(reference);
  const [view] = useForeseen(request.data ? [request.data] : []);
  // Gone although it was on screen: it left this person's reach.
  const missing = request.error instanceof Refused && request.error.problem.status === 404;
  return (
    <div className="rq-work">
      {missing ? (
        <EmptyState
          page
          drawing="search"
          title={t('requests.missing.title')}
          action={<LinkButton to="/atencion">{t('console.queue.back')}</LinkButton>}
        >
          <p>{t('console.missing.text')}</p>
        </EmptyState>
      ) : (
        <ListTrouble list={request} />
      )}
      {missing ? null : view ? (
        <FileViewing key={view.id} view={view}>
          <Desk view={view} reference={reference} />
        </FileViewing>
      ) : request.isPending ? (
        <Skeleton rows={4} />
      ) : null}
    </div>
  );
}
