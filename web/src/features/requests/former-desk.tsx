/** How a request stood at the desk before this one: since when, under which folio, and what was written there. */
import type { RequestView } from '#contract/requests.ts';
import { initialsOfName } from '#web/shared/format.ts';
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ThreadMessage } from '#web/shared/ui/thread.tsx';
import { useMoments } from './use-moments.ts';

export function FormerDesk({ view }: { view: RequestView }) {
  const t = useT();
  const moments = useMoments();
  const { former } = view;
  if (former === null) return null;
  const { desk, folio, state, agent, messages } = former;
  const counts = former.countsFrom === null ? 'no' : 'yes';
  return (
    <section className="stack stack--4" aria-label={t('requests.former.label', { desk })}>
      <Notice kind="info" title={t('requests.former.title', { desk, folio })}>
        {t('requests.former.text', {
          arrived: moments.day(former.arrivedAt),
          registered: moments.day(view.registeredAt),
          state: state === '' ? '–' : state,
          counts,
        })}{' '}
        {agent === '' ? null : t('requests.former.agent', { agent })}
      </Notice>
      {messages.map((message) => (
        <ThreadMessage
          key={`${message.at} ${message.author} ${message.text.slice(0, 80)}`}
          initials={initialsOfName(message.author)}
          name={message.mine ? t('requests.thread.you') : message.author || t('requests.former.nobody')}
          at={t('requests.former.at', { when: moments.dayTime(message.at), desk })}
          side={message.side}
          mine={message.mine}
          internal={message.visibility === 'internal'}
        >
          <p className="prose">{message.text}</p>
        </ThreadMessage>
      ))}
      {former.readOnly && view.solution ? (
        <Notice kind="good" title={t('requests.former.solution')}>
          {view.solution}
        </Notice>
      ) : null}
    </section>
  );
}
