/** The request as its requester follows it: head, thread, composer, and what stands beside. */
import '#web/styles/requests.css';
import '#web/styles/requests-urgency.css';
import '#web/styles/requests-live.css';
import '#web/styles/files.css';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ArrivalsChip, ArrivalsSaid } from './arrivals.tsx';
import { EndedNotice } from './ended-notice.tsx';
import { FileViewing } from './file-viewing.tsx';
import { LeftText } from './left-text.tsx';
import { ListTrouble } from './list-states.tsx';
import { OutageNotice } from './outage-notice.tsx';
import { useRequest } from './queries.ts';
import { ReplyComposer } from './reply-composer.tsx';
import { RequestAside } from './request-aside.tsx';
import { RequestHeader } from './request-header.tsx';
import { RequestThread } from './thread.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useOnce } from './use-once.ts';
import { useReadMark } from './use-read-mark.ts';
import { useReply } from './use-reply.ts';

/** Few ask for urgency: their questions come when they do. */
const CancelDialog = lazy(async () => ({ default: (await import('./settle-dialogs.tsx')).CancelDialog }));
const SettlePanel = lazy(async () => ({ default: (await import('./settle.tsx')).SettlePanel }));
const DuplicateNotice = lazy(async () => ({ default: (await import('./duplicate-notice.tsx')).DuplicateNotice }));
const RatingPanel = lazy(async () => ({ default: (await import('./rating.tsx')).RatingPanel }));
const VisitPanel = lazy(async () => ({ default: (await import('./visit-panel.tsx')).VisitPanel }));
const MissingPanel = lazy(async () => ({ default: (await import('./missing-panel.tsx')).MissingPanel }));
const AskUrgencyDialog = lazy(async () => ({ default: (await import('./urgency-acts.tsx')).AskUrgencyDialog }));
const ObjectDialog = lazy(async () => ({ default: (await import('./urgency-acts.tsx')).ObjectDialog }));

/** One each: what comes late with its neighbour, or goes while it is still to come, must not take that one with it. */
const Late = ({ children }: { children: ReactNode }) => <Suspense fallback={null}>{children}</Suspense>;

function Back() {
  const t = useT();
  return (
    <nav className="crumbs" aria-label={t('requests.detail.path')}>
      <Link to="/solicitudes">
        <IconArrowLeft /> {t('requests.list.title')}
      </Link>
    </nav>
  );
}

function Detail({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const { person } = useSession();
  const reply = useReply(reference, view, 'reply');
  const [opened, open] = useState<'cancel' | 'ask' | 'object' | null>(null);
  const dialog = { view, reference, open: true, onClose: () => open(null) };
  const [writing, write] = useState(false);
  // "Does it work?" stands where one writes, until the person would rather say something else.
  const asking = view.can.accept && !writing && reply.text === '' && reply.pending === null;
  const arrivals = useArrivals(view, reply.pending !== null);
  useReadMark(view, arrivals.unseen > 0);
  // Once on the page it stays, so that who writes in its window is not left without it when somebody else answers.
  const moved = useOnce(view.missing !== null);
  return (
    <>
      <RequestHeader view={view} />
      <div className="two-columns">
        <section aria-labelledby="rq-messages" className="rq-talk">
          <h2 id="rq-messages" className="visually-hidden">
            {t('requests.thread.title')}
          </h2>
          <OutageNotice view={view} />
          {view.timeline.length === 0 ? (
            <Notice kind="info">{t('requests.detail.no-thread')}</Notice>
          ) : (
            <RequestThread
              view={view}
              pending={reply.pending}
              reader={{ name: `${person.givenNames} ${person.firstSurname}`, photoId: person.photoId }}
              end={arrivals.end}
            />
          )}
          <p className="visually-hidden" role="status">
            {reply.pending === null ? '' : t('requests.thread.sending')}
          </p>
          <ArrivalsSaid arrivals={arrivals} />
          <EndedNotice view={view} />
          {view.duplicateOf === null ? null : (
            <Late>
              <DuplicateNotice view={view} />
            </Late>
          )}
          {view.visit === null ? null : (
            <Late>
              <VisitPanel view={view} reference={reference} />
            </Late>
          )}
          {moved ? (
            <Late>
              <MissingPanel view={view} reference={reference} />
            </Late>
          ) : null}
          {asking ? (
            <div className="reply">
              <ArrivalsChip arrivals={arrivals} />
              <Late>
                <SettlePanel view={view} reference={reference} onWrite={() => write(true)} />
              </Late>
            </div>
          ) : view.can.accept || view.can.reopen ? (
            <Late>
              <SettlePanel view={view} reference={reference} />
            </Late>
          ) : view.onAccount && view.state === 'resolved' ? (
            <Notice kind="info">{t('requests.settle.theirs', { name: view.requesterName })}</Notice>
          ) : null}
          {view.can.rate ? (
            <Late>
              <RatingPanel view={view} reference={reference} />
            </Late>
          ) : null}
          {asking ? null : view.can.message ? (
            <ReplyComposer view={view} reply={reply} focused={writing}>
              <ArrivalsChip arrivals={arrivals} />
            </ReplyComposer>
          ) : (
            <>
              <LeftText text={reply.text} onDrop={() => reply.write('')} />
              <ArrivalsChip arrivals={arrivals} alone />
            </>
          )}
        </section>
        <RequestAside
          view={view}
          onCancel={() => open('cancel')}
          onAskUrgency={() => open('ask')}
          onObject={() => open('object')}
        />
      </div>
      <Suspense fallback={null}>
        {opened === 'cancel' ? <CancelDialog {...dialog} /> : null}
        {opened === 'ask' ? <AskUrgencyDialog {...dialog} /> : null}
        {opened === 'object' ? <ObjectDialog {...dialog} /> : null}
      </Suspense>
    </>
  );
}

export function RequestPage() {
  const t = useT();
  const params: { ref?: string } = useParams({ strict: false });
  const reference = params.ref ?? '';
  const request = useRequest(reference);
  if (request.error instanceof Refused && request.error.problem.status === 404)
    return (
      <EmptyState
        page
        drawing="search"
        title={t('requests.missing.title')}
        action={<LinkButton to="/solicitudes">{t('requests.missing.back')}</LinkButton>}
      >
        <p>{t('requests.missing.text')}</p>
      </EmptyState>
    );
  return (
    <div className="rq-page">
      <Back />
      <ListTrouble list={request} />
      {request.data ? (
        // Another request is another page: nothing half-written passes from one to the other.
        <FileViewing key={request.data.id} view={request.data}>
          <Detail view={request.data} reference={reference} />
        </FileViewing>
      ) : request.isPending ? (
        <Skeleton rows={4} />
      ) : null}
    </div>
  );
}
