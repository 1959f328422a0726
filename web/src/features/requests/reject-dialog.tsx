/** Refused on a ground that the requester reads. */
import { rejectRequest } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { ReasonField } from './act-fields.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { heldActs } from './desk-acts.ts';

const START = { reason: '' };
const REJECTED = { state: 'rejected' } as const;

export function RejectDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const body = ({ reason }: typeof START) => ({ version: view.version, reason });
  const form = useActForm(
    { view, reference },
    {
      schema: rejectRequest.body,
      start: START,
      body,
      act: (values) => heldActs.reject(view, { body: body(values) }),
      onDone: onClose,
      window: 'reject',
      foreseen: REJECTED,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.reject.title')}
      submit={t('console.reject.submit')}
      danger
      form={form}
    >
      <ReasonField label={t('console.reject.reason')} hint={t('console.reject.hint')} rows={3} max={2000} {...form} />
    </ActDialog>
  );
}
