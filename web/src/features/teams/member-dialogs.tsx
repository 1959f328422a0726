/** Somebody comes into a team, or leaves it. Both are said against the people who are in it now. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeskPerson, TeamMember, TeamView } from '#contract/teams.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useRested } from '#web/shared/forms/use-rested.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { useDeskPeople, useMembers } from './queries.ts';

export function AddDialog({ team, onClose }: { team: TeamView; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const toast = useToast();
  const [typed, type] = useState('');
  const [chosen, choose] = useState<DeskPerson | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const asked = useRested(typed.trim());
  const found = useDeskPeople(chosen === null ? asked : '');
  const act = useMembers(team.id);
  const members = team.members.map(({ id }) => id);
  // What was found for other letters is no answer to these.
  const answered = asked === typed.trim() && !found.isPlaceholderData;
  const others = (answered ? found.data?.people : undefined)?.filter(({ id }) => !members.includes(id));
  const send = (): boolean => {
    if (chosen === null) {
      setWrong(t('teams.choose-person'));
      return false;
    }
    setWrong(null);
    act.mutate(
      { memberIds: [...members, chosen.id], version: team.version },
      {
        onSuccess: () => {
          toast(t('teams.came', { name: chosen.name }));
          onClose();
        },
        onError: (error) => setWrong(Object.values(fieldErrors(t, error))[0] ?? null),
      },
    );
    return true;
  };
  return (
    <ActForm
      title={t('teams.add-title')}
      intro={local(team.name, locale)}
      submit={t('teams.add-save')}
      act={act}
      hasFaults={wrong !== null}
      typed={typed !== ''}
      onClose={onClose}
      onSend={send}
    >
      <Field label={t('teams.field.person')} hint={t('teams.hint.person')} error={wrong}>
        {(wired) => (
          <ComboBox
            {...wired}
            text={chosen?.name ?? typed}
            onText={(text) => {
              choose(null);
              type(text);
            }}
            choices={
              others?.map(({ id, name, positionName, agencyAcronym }) => ({
                value: id,
                label: name,
                note: [local(positionName, locale), agencyAcronym].filter(Boolean).join(' · '),
              })) ?? null
            }
            onChoose={({ value, label }) => {
              choose(others?.find(({ id }) => id === value) ?? null);
              type(label);
              setWrong(null);
            }}
            onLeave={() => undefined}
            status={
              found.isError ? faultText(t, found.error) : others ? t('teams.found', { count: others.length }) : ''
            }
          />
        )}
      </Field>
    </ActForm>
  );
}

type RemoveProps = { team: TeamView; member: TeamMember; onClose: () => void };

export function RemoveDialog({ team, member, onClose }: RemoveProps) {
  const t = useT();
  const locale = useLocale();
  const toast = useToast();
  const act = useMembers(team.id);
  const { id, name, open } = member;
  const send = (): boolean => {
    act.mutate(
      { memberIds: team.members.map((each) => each.id).filter((each) => each !== id), version: team.version },
      {
        onSuccess: () => {
          toast(t('teams.left', { name }));
          onClose();
        },
      },
    );
    return true;
  };
  return (
    <ActForm
      title={t('teams.remove-title', { name })}
      intro={local(team.name, locale)}
      submit={t('teams.remove-save')}
      danger
      act={act}
      typed={false}
      onClose={onClose}
      onSend={send}
    >
      <p>{t('teams.remove-text')}</p>
      {id === team.leadId ? <p>{t('teams.remove-lead')}</p> : null}
      {open !== null && open > 0 ? (
        <p>
          {t('teams.remove-open', { count: open })}{' '}
          <Link to="/atencion" search={{ vista: 'all', equipo: team.id, atiende: id }}>
            {t('teams.see-them')}
          </Link>
        </p>
      ) : null}
    </ActForm>
  );
}
