/** What the requester does about urgency on an own request: ask for it later, object once to what was decided. */
import type { UrgencyFacts } from '#contract/requests.ts';
import { askUrgency, objectToUrgency } from '#contract/urgency.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { UrgencyFields } from './urgency-fields.tsx';
import { NOTHING_SAID, type UrgencyText } from './urgency-text.ts';

export function AskUrgencyDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const { ownerUnit } = useInstitution();
  const form = useActForm<UrgencyText>(
    { view, reference },
    {
      schema: askUrgency.body,
      start: NOTHING_SAID,
      body: (facts) => ({ facts }),
      act: (facts) => call(askUrgency, { params: { id: view.id }, body: { facts: facts as UrgencyFacts } }),
      onDone: onClose,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('requests.urgency.ask')}
      submit={t('requests.urgency.send')}
      form={form}
    >
      <p className="sub">{t('requests.urgency.who-decides', { owner: ownerUnit })}</p>
      <UrgencyFields value={form.values} faults={form.faults} path="facts" onChange={form.set} />
    </ActDialog>
  );
}

export function ObjectDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const { ownerUnit } = useInstitution();
  return (
    <ReasonDialog
      open={open}
      onClose={onClose}
      reference={reference}
      title={t('requests.urgency.object')}
      label={t('requests.urgency.object-label')}
      hint={t('requests.urgency.object-hint', { owner: ownerUnit })}
      submit={t('requests.urgency.object')}
      schema={objectToUrgency.body}
      body={(reason) => ({ reason })}
      act={(reason) => call(objectToUrgency, { params: { id: view.id }, body: { reason } })}
    />
  );
}
