/** Takes a team out of use with its reason, or puts it back; what stands in the way is said, with what to do about it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { retireTeam, type TeamView } from '#contract/teams.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { useRestore, useRetire } from './queries.ts';

type Props = { team: TeamView; onClose: () => void };

/** Both ask for the reason alone. */
function useReason(act: ReturnType<typeof useRetire>, { team, onClose }: Props, done: MessageKey) {
  const t = useT();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const send = (): boolean => {
    const body = { reason, version: team.version };
    const fault = faultsOf(t, retireTeam.body, body).reason ?? null;
    setWrong(fault);
    if (fault !== null) return false;
    act.mutate(body, {
      onSuccess: () => {
        toast(t(done));
        onClose();
      },
      onError: (error) => setWrong(fieldErrors(t, error).reason ?? null),
    });
    return true;
  };
  const field = (
    <Field label={t('teams.field.reason')} hint={t('teams.hint.reason')} error={wrong}>
      {(wired) => (
        <TextArea {...wired} rows={3} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      )}
    </Field>
  );
  return { field, form: { act, hasFaults: wrong !== null, typed: reason.trim() !== '', onClose, onSend: send } };
}

export function RestoreDialog(props: Props) {
  const t = useT();
  const { field, form } = useReason(useRestore(props.team.id), props, 'teams.restored-done');
  return (
    <ActForm title={t('teams.restore-title')} intro={t('teams.restore-text')} submit={t('teams.restore')} {...form}>
      {field}
    </ActForm>
  );
}

export function RetireDialog(props: Props) {
  const t = useT();
  const { team } = props;
  const { field, form } = useReason(useRetire(team.id), props, 'teams.retired-done');
  const isBusy = team.open !== null && team.open.all > 0;
  const there = (
    <Link to="/atencion" search={{ vista: 'all', equipo: team.id }}>
      {t('teams.see-them')}
    </Link>
  );
  return (
    <ActForm
      title={t('teams.retire-title')}
      intro={t('teams.retire-text')}
      submit={t('teams.retire')}
      danger
      way={isBusy ? there : null}
      {...form}
    >
      {isBusy && !form.act.error ? (
        <p>
          {t('teams.retire-open', { count: team.open?.all ?? 0 })} {there}
        </p>
      ) : null}
      {field}
    </ActForm>
  );
}
