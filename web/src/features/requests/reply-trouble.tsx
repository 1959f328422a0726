/** Why a message was not sent; the text itself is back in its box. */
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Trouble } from './reply-box.ts';
import { useMoments } from './use-moments.ts';
import { eventWords, messageWords } from './words.ts';

export function ReplyTrouble({ trouble }: { trouble: Trouble | null }) {
  const t = useT();
  const moments = useMoments();
  if (trouble === null) return null;
  if (trouble.kind === 'stale') {
    return (
      <Notice kind="warning" role="alert" title={t('requests.reply.stale')}>
        <ul className="rq-between">
          {trouble.between.map((entry) => (
            <li key={entry.sequence}>
              {messageWords(t, entry) ?? eventWords(t, entry, { day: moments.dayTime })} · {moments.when(entry.at)}
            </li>
          ))}
        </ul>
        {t('requests.reply.kept')}
      </Notice>
    );
  }
  const sentence = {
    empty: t('requests.reply.empty'),
    files: t('requests.reply.files'),
    twice: t('requests.reply.twice'),
    failed: t('requests.reply.failed'),
  }[trouble.kind];
  return (
    <Notice kind={trouble.kind === 'empty' ? 'warning' : 'problem'} role="alert">
      {sentence} {trouble.kind === 'failed' ? trouble.sentence : null}
    </Notice>
  );
}
