/** Why a message was not sent; the text itself is back in its box. */
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Trouble } from './reply-box.ts';
import { useMoments } from './use-moments.ts';
import { eventWords, messageWords } from './words.ts';

/** `onSend`, `onDrop`: for the desk, which decides at once what becomes of a text that others overtook. */
type Props = { trouble: Trouble | null; onSend?: () => void; onDrop?: () => void };

/** To the first thing that the others did meanwhile. */
function showChange(sequence: number | undefined): void {
  const entry = document.querySelector<HTMLElement>(`[data-sequence="${sequence}"]`);
  entry?.scrollIntoView({ block: 'center' });
  entry?.focus({ preventScroll: true });
}

export function ReplyTrouble({ trouble, onSend, onDrop }: Props) {
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
        {onSend && onDrop ? (
          <span className="rq-actions">
            <Button small onClick={() => showChange(trouble.between[0]?.sequence)}>
              {t('console.conflict.see')}
            </Button>
            <Button small onClick={onSend}>
              {t('console.conflict.send')}
            </Button>
            <Button small kind="quiet" onClick={onDrop}>
              {t('console.conflict.drop')}
            </Button>
          </span>
        ) : null}
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
