/** Which roles must have a second factor, and who changed that. */
import { type FormEvent, useState } from 'react';
import { ROLES, type Role } from '#contract/permissions.ts';
import type { SecondFactorRule } from '#contract/second-factor.ts';
import { isOutrun } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useSaveRule, useSecondFactorRule } from './queries.ts';

export function SecondFactorCard() {
  const t = useT();
  const rule = useSecondFactorRule();
  return (
    <section className="card card__body adm-form" aria-labelledby="second-factor-rule">
      <h2 id="second-factor-rule">{t('setup.second-factor.title')}</h2>
      <p className="sub">{t('setup.second-factor.intro')}</p>
      <LoadTrouble of={rule} />
      {rule.isPending ? <Skeleton rows={4} /> : null}
      {rule.data ? <RuleForm rule={rule.data} refresh={() => void rule.refetch()} /> : null}
      {rule.data ? <Changes changes={rule.data.changes} /> : null}
    </section>
  );
}

function RuleForm({ rule, refresh }: { rule: SecondFactorRule; refresh: () => void }) {
  const t = useT();
  const toast = useToast();
  const save = useSaveRule();
  // Until something is ticked here, what stands is what was read last.
  const [draft, setDraft] = useState<{ roles: readonly Role[]; version: number } | null>(null);
  const { roles, version } = draft ?? rule;
  const tick = (role: Role, wanted: boolean) =>
    setDraft({ roles: ROLES.filter((each) => (each === role ? wanted : roles.includes(each))), version });
  const takeTheirs = () => {
    setDraft(null);
    save.reset();
    refresh();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const onSuccess = () => {
      setDraft(null);
      toast(t('setup.second-factor.saved'));
    };
    save.mutate({ roles: [...roles], version }, { onSuccess });
  };
  return (
    <form className="adm-form" onSubmit={send}>
      <fieldset className="rule-roles">
        <legend>{t('setup.second-factor.roles')}</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={t(`common.role.${role}`)}
            checked={roles.includes(role)}
            onChange={(event) => tick(role, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      {save.error ? (
        <Notice
          kind="problem"
          role="alert"
          action={isOutrun(save.error) ? <Button onClick={takeTheirs}>{t('setup.settings.theirs')}</Button> : undefined}
        >
          {faultText(t, save.error)}
        </Notice>
      ) : null}
      <div className="adm-form__acts">
        <Button kind="primary" type="submit" busy={save.isPending}>
          {t('setup.second-factor.save')}
        </Button>
      </div>
    </form>
  );
}

function Changes({ changes }: { changes: SecondFactorRule['changes'] }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  if (changes.length === 0) return <p className="small sub">{t('setup.second-factor.unchanged')}</p>;
  return (
    <div>
      <h3 className="h4">{t('setup.second-factor.changes')}</h3>
      <ul className="rule-changes">
        {changes.map(({ at, by, roles }) => (
          <li key={at} className="small">
            <strong>{formatWhen(new Date(at), { timeZone, locale, now })}</strong> · {by}:{' '}
            {roles.length === 0
              ? t('setup.second-factor.nobody')
              : roles.map((role) => t(`common.role.${role}`)).join(', ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
