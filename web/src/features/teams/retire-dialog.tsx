/** Takes a team out of use with its reason; what still points to it is said, with what to do about it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { retireTeam, type TeamView } from '#contract/teams.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { useRetire } from './queries.ts';

export function RetireDialog({ team, onClose }: { team: TeamView; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const act = useRetire(team.id);
  const there = (
    <Link to="/atencion" search={{ vista: 'all', equipo: team.id }}>
      {t('teams.see-them')}
    </Link>
  );
  const send = (): boolean => {
    const body = { reason, version: team.version };
    const fault = faultsOf(t, retireTeam.body, body).reason ?? null;
    setWrong(fault);
    if (fault !== null) return false;
    act.mutate(body, {
      onSuccess: () => {
        toast(t('teams.retired-done'));
        onClose();
      },
      onError: (error) => setWrong(fieldErrors(t, error).reason ?? null),
    });
    return true;
  };
  return (
    <ActForm
      title={t('teams.retire-title')}
      intro={t('teams.retire-text')}
      submit={t('teams.retire')}
      danger
      act={act}
      hasFaults={wrong !== null}
      typed={reason.trim() !== ''}
      way={team.open && team.open.all > 0 ? there : null}
      onClose={onClose}
      onSend={send}
    >
      {team.open && team.open.all > 0 && !act.error ? (
        <p>
          {t('teams.retire-open', { count: team.open.all })} {there}
        </p>
      ) : null}
      <Field label={t('teams.field.reason')} hint={t('teams.hint.reason')} error={wrong}>
        {(wired) => (
          <TextArea {...wired} rows={3} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        )}
      </Field>
    </ActForm>
  );
}
