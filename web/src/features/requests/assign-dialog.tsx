/** To which team, and to whom of it; why, for the desk alone. */
import * as v from 'valibot';
import { assignRequest } from '#contract/requests.ts';
import { text } from '#contract/shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { AssignFields } from './act-fields.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { heldActs } from './desk-acts.ts';

/** Moving what a colleague has. */
const WithReason = v.strictObject({ ...assignRequest.body.entries, reason: text(1, 500) });

const START = { teamId: '', agentId: '', reason: '' };

export function AssignDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const body = (values: typeof START) => ({
    version: view.version,
    teamId: values.teamId,
    agentId: values.agentId === '' ? null : values.agentId,
    ...(values.reason.trim() === '' ? {} : { reason: values.reason }),
  });
  const form = useActForm(
    { view, reference },
    {
      schema: view.withColleague ? WithReason : assignRequest.body,
      start: START,
      body,
      act: (values) => heldActs.assign(view, { body: body(values) }),
      onDone: onClose,
      window: 'assign',
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.assign.title')}
      submit={t('console.act.assign')}
      form={form}
    >
      <AssignFields
        {...form}
        areaId={view.areaId}
        reasonOptional={!view.withColleague}
        reasonHint={t(view.withColleague ? 'console.assign.reason-needed' : 'console.assign.reason-hint', {
          name: view.agentName ?? '',
        })}
      />
    </ActDialog>
  );
}
