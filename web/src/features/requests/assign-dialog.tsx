/** To which team, and to whom of it; why, for the desk alone. */
import * as v from 'valibot';
import { assignRequest } from '#contract/requests.ts';
import { text } from '#contract/shapes.ts';
import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea } from '#web/shared/ui/field.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { deskActs } from './desk-acts.ts';
import { useDeskLists } from './desk-lists.ts';
import { PersonChoice } from './person-choice.tsx';

/** Moving what a colleague has. */
const WithReason = v.strictObject({ ...assignRequest.body.entries, reason: text(1, 500) });

const START = { teamId: '', agentId: '', reason: '' };

export function AssignDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const locale = useLocale();
  const lists = useDeskLists(open);
  const body = (values: typeof START) => ({
    version: view.version,
    teamId: values.teamId,
    agentId: values.agentId === '' ? null : values.agentId,
    ...(values.reason.trim() === '' ? {} : { reason: values.reason }),
  });
  const form = useActForm(reference, {
    schema: view.withColleague ? WithReason : assignRequest.body,
    start: START,
    body,
    act: (values) => deskActs.assign(view, { body: body(values) }),
    onDone: onClose,
  });
  // The teams of the request's own area come first: they attend it nearly always.
  const teams = [...(lists.data?.teams ?? [])].sort(
    (a, b) => Number(b.areaId === view.areaId) - Number(a.areaId === view.areaId),
  );
  const members = teams.find((team) => team.id === form.values.teamId)?.members ?? [];
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.assign.title')}
      submit={t('console.act.assign')}
      form={form}
    >
      <Field label={t('console.assign.team')} error={form.faults.teamId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={form.values.teamId}
            onChange={(event) => form.set({ teamId: event.currentTarget.value, agentId: '' })}
          >
            <option value="">{t('console.assign.choose-team')}</option>
            {byName(teams, locale).map((team) => (
              <option key={team.id} value={team.id}>
                {local(team.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <PersonChoice
        members={members}
        value={form.values.agentId}
        error={form.faults.agentId ?? null}
        onChange={(agentId) => form.set({ agentId })}
      />
      <Field
        label={t('console.assign.reason')}
        hint={t(view.withColleague ? 'console.assign.reason-needed' : 'console.assign.reason-hint', {
          name: view.agentName ?? '',
        })}
        optional={!view.withColleague}
        error={form.faults.reason ?? null}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            maxLength={500}
            value={form.values.reason}
            onChange={(event) => form.set({ reason: event.currentTarget.value })}
          />
        )}
      </Field>
    </ActDialog>
  );
}
