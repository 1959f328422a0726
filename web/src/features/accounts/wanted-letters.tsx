/** Which letters I get; and which ones always come, and why. */
import { LETTER_GROUPS, type LetterGroup, type ProfileView } from '#contract/accounts.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { usePreferences } from './queries.ts';

const WORDS: Record<LetterGroup, { label: MessageKey; hint: MessageKey }> = {
  messages: { label: 'auth.letters.messages', hint: 'auth.letters.messages-hint' },
  progress: { label: 'auth.letters.progress', hint: 'auth.letters.progress-hint' },
  assignment: { label: 'auth.letters.assignment', hint: 'auth.letters.assignment-hint' },
};
const ALWAYS: { what: MessageKey; why: MessageKey }[] = [
  { what: 'auth.letters.receipt', why: 'auth.letters.receipt-why' },
  { what: 'auth.letters.question', why: 'auth.letters.question-why' },
  { what: 'auth.letters.closing', why: 'auth.letters.closing-why' },
  { what: 'auth.letters.account', why: 'auth.letters.account-why' },
];

export function WantedLetters({ profile }: { profile: ProfileView }) {
  const t = useT();
  const { choose, error } = usePreferences(profile);
  return (
    <section className="panel" aria-labelledby="profile-letters">
      <h2 id="profile-letters">{t('auth.letters.title')}</h2>
      <p className="sub">{t('auth.letters.text', { email: profile.email })}</p>
      {error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, error)}
        </Notice>
      ) : null}
      <fieldset className="stack stack--2">
        <legend className="visually-hidden">{t('auth.letters.title')}</legend>
        {LETTER_GROUPS.map((group) => (
          <Checkbox
            key={group}
            id={`letters-${group}`}
            label={t(WORDS[group].label)}
            hint={t(WORDS[group].hint)}
            checked={profile.letters[group]}
            onChange={(event) => choose({ letters: { ...profile.letters, [group]: event.currentTarget.checked } })}
          />
        ))}
      </fieldset>
      <div className="stack stack--2">
        <h3 className="h4">{t('auth.letters.always')}</h3>
        <ul className="always">
          {ALWAYS.map(({ what, why }) => (
            <li key={what}>
              <IconCheck />
              <span>
                {t(what)} <span className="sub">{t(why)}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
