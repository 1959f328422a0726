/** A new password as it is typed: the rules before it, how hard it is to guess in a bar and in words below it. */
import '#web/styles/passwords.css';
import { type ChangeEvent, type ComponentProps, useEffect, useState } from 'react';
import { type MessageKey, type Translate, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { type Estimate, estimate, STRENGTHS, type Strength, type Weakness } from '#web/shared/strength.ts';
import { Field, PasswordInput } from '#web/shared/ui/field.tsx';

type Props = {
  id: string;
  label: string;
  error: string | null;
  /** Names and addresses of the person, where they are known; those typed in the same form count by themselves. */
  words?: readonly string[];
} & Pick<ComponentProps<'input'>, 'value' | 'onChange' | 'name'>;

const WORDS: Record<Strength, MessageKey> = {
  short: 'auth.strength.short',
  weak: 'auth.strength.weak',
  fair: 'auth.strength.fair',
  good: 'auth.strength.good',
  strong: 'auth.strength.strong',
};
const REASONS: Record<Exclude<Weakness, null>, MessageKey> = {
  pattern: 'auth.strength.pattern',
  common: 'auth.strength.common',
  context: 'auth.strength.context',
};
const PIGMENT: Record<Strength, string> = {
  short: 'c-grey',
  weak: 'c-grana',
  fair: 'c-cempa',
  good: 'c-jade',
  strong: 'c-jade',
};
const TYPED_BESIDE = ['givenNames', 'firstSurname', 'secondSurname', 'email'];
/** A meter that speaks at every key helps nobody: it is said aloud when the typing rests. */
const REST_MS = 900;

const typedBeside = (form: HTMLFormElement | null): string[] =>
  form === null
    ? []
    : TYPED_BESIDE.map((name) => form.elements.namedItem(name)).flatMap((field) =>
        field instanceof HTMLInputElement ? [field.value] : [],
      );

const sentence = (t: Translate, { strength, weakness, missing }: Estimate): string =>
  [t(WORDS[strength], { missing }), weakness === null ? '' : t(REASONS[weakness])].filter(Boolean).join(' ');

function useRested(text: string): string {
  const [rested, rest] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => rest(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

function Meter({ of }: { of: Estimate | null }) {
  const t = useT();
  const words = of === null ? '' : sentence(t, of);
  const said = useRested(words);
  const filled = of === null ? 0 : STRENGTHS.indexOf(of.strength);
  return (
    <div className={of === null ? 'strength' : `strength ${PIGMENT[of.strength]}`}>
      <span className="strength__bar" aria-hidden="true">
        {STRENGTHS.slice(1).map((step, index) => (
          <span key={step} className={index < filled ? 'strength__step strength__step--on' : 'strength__step'} />
        ))}
      </span>
      <span className="strength__words" aria-hidden="true">
        {words}
      </span>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </div>
  );
}

export function NewPasswordField({ id, label, error, words = [], onChange, ...rest }: Props) {
  const t = useT();
  const { productName, governmentName, hostAgencyName, passwordMinLength: least } = useInstitution();
  const [read, setRead] = useState<Estimate | null>(null);
  const weigh = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, form } = event.currentTarget;
    const guessable = [...words, ...typedBeside(form), productName, governmentName, hostAgencyName];
    setRead(value === '' ? null : estimate(value, guessable, least));
    onChange?.(event);
  };
  return (
    <div className="stack stack--2">
      <Field label={label} hint={t('auth.password-hint', { least })} error={error} id={id}>
        {(wired) => <PasswordInput name="password" {...wired} {...rest} autoComplete="new-password" onChange={weigh} />}
      </Field>
      <Meter of={read} />
    </div>
  );
}
