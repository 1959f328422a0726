/** What waits for this person: two cards at most, the rest one step away. */
import { Link } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck, IconReply } from '#web/shared/ui/icons.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import type { MyRequests } from './queries.ts';
import { useMoments } from './use-moments.ts';
import { movementWords, refOf } from './words.ts';

type Waiting = MyRequests['waiting'][number];

function Card({ request, question }: Waiting) {
  const t = useT();
  const moments = useMoments();
  const asks = request.state === 'waiting_requester';
  return (
    <Link
      className={asks ? 'rq-turn rq-turn--answer' : 'rq-turn'}
      to="/solicitudes/$ref"
      params={{ ref: refOf(request) }}
    >
      <span className="rq-turn__sign" aria-hidden="true">
        {asks ? <IconReply /> : <IconCheck />}
      </span>
      <span>
        <small>
          <Folio folio={request.folio} short /> · {movementWords(t, request)} · {moments.ago(request.lastMovement.at)}
          {request.onAccount ? ` · ${t('requests.list.on-account', { name: request.requesterName })}` : null}
        </small>
        <strong>
          {asks && question !== ''
            ? t('requests.turn.question', { text: question })
            : t('requests.turn.settled', { subject: request.subject })}
        </strong>
      </span>
      <span className="button button--small" aria-hidden="true">
        {t(asks ? 'requests.turn.answer' : 'requests.turn.review')}
      </span>
    </Link>
  );
}

type Props = { waiting: readonly Waiting[]; total: number; all: () => void; filtered: string | undefined };

export function WaitingCards({ waiting, total, all, filtered }: Props) {
  const t = useT();
  if (waiting.length === 0 || filtered === 'my_turn') return null;
  return (
    <section aria-labelledby="rq-turns">
      <h2 id="rq-turns" className="visually-hidden">
        {t('requests.turn.title')}
      </h2>
      <div className="rq-turns">
        {waiting.slice(0, 2).map((one) => (
          <Card key={one.request.id} {...one} />
        ))}
      </div>
      {total > 2 ? (
        <p className="rq-turns__all">
          <Button kind="quiet" small onClick={all}>
            {t('requests.turn.all', { count: total })}
          </Button>
        </p>
      ) : null}
    </section>
  );
}
