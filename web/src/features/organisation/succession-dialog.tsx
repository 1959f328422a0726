/** Which agency follows this one, from which day, on what ground; what would pass over is said before. */
import { useState } from 'react';
import { type AgencyPage, planSuccession } from '#contract/organisation.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { NamedList } from './agency-named.tsx';
import { AgencyOptions } from './agency-options.tsx';
import { type Organisation, usePlan } from './queries.ts';

type Props = { page: AgencyPage; tree: Organisation; onClose: () => void };

export function SuccessionDialog({ page, tree, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const { agency, moves, named } = page;
  // Notices and directories follow by themselves.
  const toDecide = named.filter(({ kind }) => kind === 'rule' || kind === 'service');
  const plan = usePlan(agency.id);
  const [successorId, choose] = useState('');
  const [onDay, setDay] = useState('');
  const [ground, setGround] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const others = tree.agencies.filter(({ id, standing }) => id !== agency.id && standing !== 'ended');
  const send = (): boolean => {
    const body = { successorId, onDay, ground, version: agency.version };
    const faults = faultsOf(t, planSuccession.body, body);
    if (successorId === '') faults.successorId = t('field.required');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return false;
    plan.mutate(body, {
      onSuccess: () => {
        toast(t('agencies.succeed-done'));
        onClose();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
    return true;
  };
  return (
    <ActForm
      title={t('agencies.succeed-title', { acronym: agency.acronym })}
      intro={t('agencies.succeed-intro')}
      submit={t('agencies.succeed-save')}
      act={plan}
      hasFaults={Object.keys(wrong).length > 0}
      typed={successorId !== '' || onDay !== '' || ground !== ''}
      onClose={onClose}
      onSend={send}
    >
      <Field label={t('agencies.field.successor')} error={wrong.successorId ?? null}>
        {(wired) => (
          <Select {...wired} value={successorId} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{t('agencies.succeed-choose')}</option>
            <AgencyOptions of={others} />
          </Select>
        )}
      </Field>
      <Field label={t('agencies.field.day')} hint={t('agencies.hint.day')} error={wrong.onDay ?? null}>
        {(wired) => (
          <TextInput
            {...wired}
            type="date"
            min={tree.today}
            value={onDay}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('agencies.field.ground')} hint={t('agencies.hint.ground')} error={wrong.ground ?? null}>
        {(wired) => (
          <TextArea {...wired} rows={2} value={ground} onChange={(event) => setGround(event.currentTarget.value)} />
        )}
      </Field>
      <Notice kind="info">{t('agencies.moves', moves)}</Notice>
      {toDecide.length > 0 ? (
        <Notice kind="warning">
          {t('agencies.named-decide', { count: toDecide.length })}
          <NamedList named={toDecide} />
        </Notice>
      ) : null}
    </ActForm>
  );
}
