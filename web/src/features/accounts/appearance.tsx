/** Language and theme: each choice holds at once, on this screen and wherever the person signs in. */
import type { ProfileView } from '#contract/accounts.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type Preferences, usePreferences } from './queries.ts';

const LANGUAGES: Record<Preferences['locale'], MessageKey> = {
  'es-MX': 'auth.profile.spanish',
  en: 'auth.profile.english',
};
const THEMES: Record<Preferences['theme'], MessageKey> = {
  system: 'auth.profile.theme.system',
  light: 'auth.profile.theme.light',
  dark: 'auth.profile.theme.dark',
};

type ChoiceProps<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  options: Record<Value, MessageKey>;
  onChoose: (value: Value) => void;
};

function Choice<Value extends string>({ legend, name, value, options, onChoose }: ChoiceProps<Value>) {
  const t = useT();
  const all = Object.entries(options) as [Value, MessageKey][];
  return (
    <fieldset className="choice-row">
      <legend>{legend}</legend>
      {all.map(([each, label]) => (
        <label key={each} className="check">
          <input type="radio" name={name} value={each} checked={each === value} onChange={() => onChoose(each)} />
          {/* A language is named in itself, and read so aloud. */}
          <span lang={name === 'locale' ? each : undefined}>{t(label)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Appearance({ profile }: { profile: ProfileView }) {
  const t = useT();
  const { choose, error } = usePreferences(profile);
  return (
    <section className="panel" aria-labelledby="profile-appearance">
      <h2 id="profile-appearance">{t('auth.profile.appearance')}</h2>
      <p className="sub">{t('auth.profile.appearance-text')}</p>
      {error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, error)}
        </Notice>
      ) : null}
      <div className="choice-rows">
        <Choice
          legend={t('auth.profile.language')}
          name="locale"
          value={profile.locale}
          options={LANGUAGES}
          onChoose={(locale) => choose({ locale })}
        />
        <Choice
          legend={t('auth.profile.theme')}
          name="theme"
          value={profile.theme}
          options={THEMES}
          onChoose={(theme) => choose({ theme })}
        />
      </div>
    </section>
  );
}
