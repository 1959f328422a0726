/** The rows of letters; a letter that was given up may be tried once more. */
import { faultText } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconRefresh } from '#web/shared/ui/icons.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Letter, type LetterState, useRetryLetter } from './queries.ts';

const TONES: Record<LetterState, string> = {
  waiting: 'c-cempa',
  sent: 'c-jade',
  failed: 'c-grana',
  dropped: 'c-grey',
  bounced: 'c-grana',
};

export function LettersTable({ letters, old }: { letters: readonly Letter[]; old: boolean }) {
  const t = useT();
  return (
    <div className={old ? 'card admin__table admin__rows--old' : 'card admin__table'} aria-busy={old}>
      <table className="table" aria-labelledby="letters-title">
        <thead>
          <tr>
            <th scope="col">{t('setup.letters.col.letter')}</th>
            <th scope="col">{t('setup.letters.col.state')}</th>
            <th scope="col">{t('setup.letters.col.when')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('setup.people.col.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <LetterLine key={letter.id} letter={letter} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LetterLine({ letter }: { letter: Letter }) {
  const t = useT();
  const toast = useToast();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const retry = useRetryLetter();
  const at = formatWhen(new Date(letter.sentAt ?? letter.queuedAt), { timeZone, locale, now });
  const again = () =>
    retry.mutate(letter.id, {
      onSuccess: () => toast(t('setup.letters.retried')),
      onError: (error) => toast(faultText(t, error), 'problem'),
    });
  return (
    <tr>
      <td>
        {letter.erasedAt === null ? (
          <>
            <strong>{letter.subject}</strong>
            <small>{letter.to}</small>
          </>
        ) : (
          <em>{t('setup.letters.erased')}</em>
        )}
      </td>
      <td>
        <span className={`state state--box ${TONES[letter.state]}`}>{t(`setup.letters.state.${letter.state}`)}</span>
        {letter.lastError === null || letter.state === 'sent' ? null : (
          <small>{t('setup.letters.answered', { answer: letter.lastError })}</small>
        )}
      </td>
      <td>
        {t(letter.sentAt === null ? 'setup.letters.queued' : 'setup.letters.sent', { at })}
        {letter.attempts > 1 ? <small>{t('setup.letters.attempts', { count: letter.attempts })}</small> : null}
      </td>
      <td className="admin__last">
        {letter.erasedAt === null && (letter.state === 'failed' || letter.state === 'bounced') ? (
          <Button
            small
            icon={<IconRefresh />}
            busy={retry.isPending}
            aria-label={t('setup.letters.retry-one', { subject: letter.subject, to: letter.to })}
            onClick={again}
          >
            {t('setup.letters.retry')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
