/** Which outage this request reports. */
import { joinOutage } from '#contract/outages.ts';
import { useT } from '#web/shared/i18n.ts';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { deskActs } from './desk-acts.ts';
import { OutagePick } from './outage-pick.tsx';
import { useOutagesChanged } from './outage-queries.ts';

const START = { outageId: '' };

export function OutageDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const changed = useOutagesChanged();
  const body = ({ outageId }: typeof START) => ({ version: view.version, outageId });
  const form = useActForm(
    { view, reference },
    {
      schema: joinOutage.body,
      start: START,
      body,
      act: (values) => deskActs.join(view, { body: body(values) }),
      onDone: () => {
        changed();
        onClose();
      },
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.outage.join')}
      submit={t('console.outage.submit')}
      form={form}
    >
      <p className="sub">{t('console.outage.text')}</p>
      <OutagePick
        value={form.values.outageId}
        error={form.faults.outageId ?? null}
        onChoose={(outageId) => form.set({ outageId })}
      />
    </ActDialog>
  );
}
