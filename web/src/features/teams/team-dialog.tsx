/** What a team is: a new one, or another name, area, line and lead of one there is. */
import { useRef, useState } from 'react';
import { addTeam, changeTeam, type TeamView } from '#contract/teams.ts';
import { faultsOf } from '#web/shared/check.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { type Area, useAdd, useChange } from './queries.ts';
import { type Draft, draftOf, saidIn, TeamFields } from './team-fields.tsx';

type Props = {
  /** Null: a new one. */
  team: TeamView | null;
  areas: readonly Area[];
  /** The id of a team that was added. */
  onClose: (added?: string) => void;
};

export function TeamDialog({ team, areas, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const [draft, set] = useState<Draft>(() => draftOf(team));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const key = useRef(newKey());
  const add = useAdd();
  const change = useChange(team?.id ?? '');
  const act = team === null ? add : change;
  const onError = (error: unknown) => setWrong(fieldErrors(t, error));
  const send = (): boolean => {
    const body = saidIn(draft);
    const whole = { ...body, leadId: draft.leadId === '' ? null : draft.leadId, version: team?.version ?? 1 };
    const faults = team === null ? faultsOf(t, addTeam.body, body) : faultsOf(t, changeTeam.body, whole);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return false;
    if (team === null) {
      const given = { key: key.current, body };
      const said = (added: TeamView) => {
        toast(t('teams.added'));
        onClose(added.id);
      };
      // What is sent after a refusal is another act; after a cut network it is the same one.
      add.mutate(given, {
        onSuccess: said,
        onError: (error) => {
          if (error instanceof Refused) key.current = newKey();
          onError(error);
        },
      });
    } else
      change.mutate(whole, {
        onSuccess: () => {
          toast(t('teams.changed'));
          onClose();
        },
        onError,
      });
    return true;
  };
  const theirs = () => {
    set(draftOf(team));
    setWrong({});
    act.reset();
  };
  return (
    <ActForm
      title={t(team === null ? 'teams.new-title' : 'teams.change-title')}
      submit={t(team === null ? 'teams.new-save' : 'teams.save')}
      act={act}
      hasFaults={Object.keys(wrong).length > 0}
      typed={JSON.stringify(draft) !== JSON.stringify(draftOf(team))}
      stale={
        <Button small onClick={theirs}>
          {t('teams.stale-theirs')}
        </Button>
      }
      onClose={() => onClose()}
      onSend={send}
    >
      <TeamFields value={draft} onChange={set} faults={wrong} team={team} areas={areas} />
    </ActForm>
  );
}
