/** Retiring, offering again and deleting a service. */
import { useState } from 'react';
import { retireService, type ServiceDetail } from '#contract/catalogue-admin.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { ActDialog, ReasonField } from './act-dialog.tsx';
import { ImpactLines } from './impact-lines.tsx';
import { useDeleteService, useRestore, useRetire } from './queries.ts';

type Props = { service: ServiceDetail; name: string; onClose: () => void; onDone: (service: ServiceDetail) => void };

export function StandingDialog({ service, name, onClose, onDone, what }: Props & { what: 'retire' | 'restore' }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const retire = useRetire(service.id);
  const restore = useRestore(service.id);
  const act = what === 'retire' ? retire : restore;
  const send = () => {
    const wrong = faultsOf(t, retireService.body, { reason });
    setFault(wrong.reason ?? null);
    if (wrong.reason) return document.getElementById('act-reason')?.focus();
    act.mutate({ reason }, { onSuccess: onDone, onError: (error) => setFault(fieldErrors(t, error).reason ?? null) });
  };
  return (
    <ActDialog
      id="standing-form"
      title={t(what === 'retire' ? 'builder.retire.title' : 'builder.restore.title', { name })}
      submit={t(what === 'retire' ? 'builder.retire' : 'builder.restore')}
      onClose={onClose}
      onSubmit={send}
      busy={act.isPending}
      error={fault === null ? act.error : null}
      typed={reason !== ''}
      danger={what === 'retire'}
    >
      <p>{t(what === 'retire' ? 'builder.retire.text' : 'builder.restore.text')}</p>
      {what === 'retire' ? <ImpactLines serviceId={service.id} draft={false} /> : null}
      <ReasonField value={reason} onChange={setReason} error={fault} />
    </ActDialog>
  );
}

export function DeleteDialog({ service, name, onClose, onDone }: Omit<Props, 'onDone'> & { onDone: () => void }) {
  const t = useT();
  const remove = useDeleteService(service.id);
  return (
    <ActDialog
      id="delete-form"
      title={t('builder.delete.title', { name })}
      submit={t('builder.delete')}
      onClose={onClose}
      onSubmit={() => remove.mutate(undefined, { onSuccess: onDone })}
      busy={remove.isPending}
      error={remove.error}
      typed={false}
      danger
    >
      <p>{t('builder.delete.text')}</p>
    </ActDialog>
  );
}
