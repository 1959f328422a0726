/** The values of the policy with the reason for a change. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import { type PasswordPolicy, type POLICY_BOUNDS, savePasswordPolicy } from '#contract/password-policy.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Checkbox, Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Read, useSavePolicy } from './queries.ts';

type Figure = keyof typeof POLICY_BOUNDS;

const WORDS: Record<Figure, { label: MessageKey; hint: MessageKey }> = {
  maxAgeDays: { label: 'setup.passwords.age', hint: 'setup.passwords.age-hint' },
  remembered: { label: 'setup.passwords.remembered', hint: 'setup.passwords.remembered-hint' },
  minLength: { label: 'setup.passwords.length', hint: 'setup.passwords.length-hint' },
  wrongHere: { label: 'setup.passwords.here', hint: 'setup.passwords.here-hint' },
  wrongAnywhere: { label: 'setup.passwords.anywhere', hint: 'setup.passwords.anywhere-hint' },
  wrongFrom: { label: 'setup.passwords.from', hint: 'setup.passwords.from-hint' },
  pauseMinutes: { label: 'setup.passwords.pause', hint: 'setup.passwords.pause-hint' },
};
const FIGURES = Object.keys(WORDS) as Figure[];

type Draft = Record<Figure, string> & { exemptsPasswordless: boolean; note: string };

const draftOf = (policy: PasswordPolicy): Draft => ({
  ...(Object.fromEntries(FIGURES.map((name) => [name, String(policy[name])])) as Record<Figure, string>),
  exemptsPasswordless: policy.exemptsPasswordless,
  note: '',
});

/** An empty box is no number, not zero. */
const figureOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));

const bodyOf = (draft: Draft, version: number) => ({
  policy: {
    ...(Object.fromEntries(FIGURES.map((name) => [name, figureOf(draft[name])])) as Record<Figure, number>),
    exemptsPasswordless: draft.exemptsPasswordless,
  },
  note: draft.note,
  version,
});

type Props = { read: Read; refresh: () => Promise<Read | undefined> };

export function PolicyForm({ read, refresh }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const save = useSavePolicy();
  const [{ draft, version }, setDraft] = useState({ draft: draftOf(read.policy), version: read.version });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const stale = save.error instanceof Refused && save.error.problem.code === 'version.stale';
  const change = (next: Partial<Draft>) => setDraft({ draft: { ...draft, ...next }, version });
  const begin = async () => {
    const now = await refresh();
    if (now !== undefined) setDraft({ draft: draftOf(now.policy), version: now.version });
  };
  const takeTheirs = async () => {
    await begin();
    setWrong({});
    save.reset();
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const body = bodyOf(draft, version);
    const faults = faultsOf(t, savePasswordPolicy.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    save.mutate(body, {
      onSuccess: async () => {
        toast(t('setup.passwords.saved'));
        await begin();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
  };
  return (
    <form className="card card__body adm-form" onSubmit={send} noValidate>
      {save.isError && Object.keys(wrong).length === 0 ? (
        <Notice
          kind="problem"
          role="alert"
          action={stale ? <Button onClick={() => void takeTheirs()}>{t('setup.passwords.theirs')}</Button> : undefined}
        >
          {faultText(t, save.error)}
        </Notice>
      ) : null}
      <div className="adm-grid">
        {FIGURES.map((name) => (
          <Field
            key={name}
            id={`${id}-${name}`}
            label={t(WORDS[name].label)}
            hint={t(WORDS[name].hint)}
            error={wrong[`policy.${name}`] ?? null}
          >
            {(wired) => (
              <TextInput
                {...wired}
                inputMode="numeric"
                maxLength={3}
                value={draft[name]}
                onChange={(event) => change({ [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Checkbox
        label={t('setup.passwords.exempts')}
        hint={t('setup.passwords.exempts-hint')}
        checked={draft.exemptsPasswordless}
        onChange={(event) => change({ exemptsPasswordless: event.currentTarget.checked })}
      />
      <Field
        id={`${id}-note`}
        label={t('setup.passwords.note')}
        hint={t('setup.passwords.note-hint')}
        error={wrong.note ?? null}
      >
        {(wired) => (
          <TextInput
            {...wired}
            maxLength={300}
            value={draft.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="adm-form__acts">
        <Button kind="primary" type="submit" busy={save.isPending}>
          {t('setup.passwords.save')}
        </Button>
      </div>
    </form>
  );
}
