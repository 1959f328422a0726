/** Probar conexión: each step as it is met, the first that fails with what to do about it. */
import { type FormEvent, useId, useState } from 'react';
import { type DirectoryView, tryDirectory } from '#contract/directories.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmailInput, Field } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ShapeLate, ShapeRing, ShapeTicked } from '#web/shared/ui/shapes.tsx';
import { type Tried, useTry } from './queries.ts';
import { TryMark } from './try-mark.tsx';
import { type Kind, STEP_WORDS, stepAt, stepsOf, TROUBLE_WORDS } from './words.ts';

type Props = { directory: DirectoryView; isDirty: boolean; addGroup: (group: string) => void };

export function TryCard({ directory, isDirty, addGroup }: Props) {
  const t = useT();
  const id = useId();
  const [email, type] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [withPerson, sayWithPerson] = useState(false);
  const act = useTry(directory.id);
  const { kind } = directory.settings;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const faults = faultsOf(t, tryDirectory.body, { email: email.trim() });
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    sayWithPerson(email.trim() !== '');
    act.mutate(email.trim());
  };
  return (
    <section className="card card__body adm-form" aria-labelledby={`${id}-title`}>
      <div className="dir-try__head">
        <h2 id={`${id}-title`}>{t('directories.try.title')}</h2>
        <LastTry directory={directory} />
      </div>
      <form className="dir-try" onSubmit={send} noValidate>
        {kind === 'ldap' ? (
          <Field
            id={`${id}-email`}
            label={t('directories.try.email')}
            hint={t('directories.try.email-hint')}
            optional
            error={wrong.email ?? null}
          >
            {(wired) => (
              <EmailInput
                {...wired}
                autoComplete="off"
                value={email}
                onChange={(event) => type(event.currentTarget.value)}
              />
            )}
          </Field>
        ) : null}
        <Button type="submit" busy={act.isPending}>
          {t('directories.try.do')}
        </Button>
      </form>
      {isDirty ? <p className="small sub">{t('directories.try.saved-only')}</p> : null}
      {act.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, act.error)}
        </Notice>
      ) : null}
      {act.data && !act.isPending ? <Steps tried={act.data} kind={kind} withPerson={withPerson} /> : null}
      {act.data && act.data.groups.length > 0 ? <Groups groups={act.data.groups} add={addGroup} /> : null}
    </section>
  );
}

function LastTry({ directory: { lastTry } }: { directory: DirectoryView }) {
  const t = useT();
  const given = { timeZone: useInstitution().timeZone, locale: useLocale(), now: useNow() };
  return (
    <p className="small">
      <TryMark lastTry={lastTry} />
      {lastTry === null ? null : (
        <span className="sub"> {t('directories.tried.at', { at: formatWhen(new Date(lastTry.at), given) })}</span>
      )}
    </p>
  );
}

function Steps({ tried, kind, withPerson }: { tried: Tried; kind: Kind; withPerson: boolean }) {
  const t = useT();
  const { trouble, host } = tried;
  const steps = stepsOf(kind, withPerson);
  const stuck = trouble === null ? steps.length : steps.indexOf(stepAt(kind, trouble));
  return (
    <div role="status">
      <p className="strong">{t(trouble === null ? 'directories.try.good' : 'directories.try.bad', { host })}</p>
      <ol className="dir-steps">
        {steps.map((step, at) => {
          const [Shape, tone, said] =
            at < stuck
              ? ([ShapeTicked, 'c-jade', 'directories.step.done'] as const)
              : at === stuck
                ? ([ShapeLate, 'c-grana', 'directories.step.failed'] as const)
                : ([ShapeRing, 'c-grey', 'directories.step.not-reached'] as const);
          return (
            <li key={step}>
              <span className={`state ${tone}`}>
                <Shape />
                {t(STEP_WORDS[step])}
              </span>
              <span className="small sub"> {t(said)}</span>
              {at === stuck && trouble !== null ? <p>{t(TROUBLE_WORDS[trouble], { host })}</p> : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Groups({ groups, add }: { groups: readonly string[]; add: (group: string) => void }) {
  const t = useT();
  return (
    <div>
      <p className="small">{t('directories.try.groups')}</p>
      <ul className="dir-groups">
        {groups.map((group) => (
          <li key={group}>
            <span>{group}</span>
            <Button small aria-label={t('directories.groups.use-one', { group })} onClick={() => add(group)}>
              {t('directories.groups.use')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
