/** To which team, and to whom of it; why, for the desk alone. */
import { assignRequest } from '#contract/requests.ts';
import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea } from '#web/shared/ui/field.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { acts, useDeskLists } from './queries.ts';

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
    schema: assignRequest.body,
    start: START,
    body,
    act: (values) => acts.assign(view, { body: body(values) }),
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
      <Field label={t('console.assign.person')} optional error={form.faults.agentId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={form.values.agentId}
            disabled={members.length === 0}
            onChange={(event) => form.set({ agentId: event.currentTarget.value })}
          >
            <option value="">{t('console.assign.anyone')}</option>
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t('console.assign.reason')}
        hint={t('console.assign.reason-hint')}
        optional
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
