/** Publishing: what changes, what it touches, why, and from which day. */
import { useState } from 'react';
import { publishService, type ServiceDetail } from '#contract/catalogue-admin.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { ActDialog, ReasonField } from './act-dialog.tsx';
import { ChangesList } from './changes-list.tsx';
import { ImpactLines } from './impact-lines.tsx';
import { useChanges, usePublish } from './queries.ts';

type Props = {
  service: ServiceDetail;
  name: string;
  /** Of the draft that is published. */
  version: number;
  onClose: () => void;
  onDone: (service: ServiceDetail) => void;
};

/** The calendar day it is there, YYYY-MM-DD. */
function useToday(): string {
  const { timeZone } = useInstitution();
  const now = useNow();
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

export function PublishDialog({ service, name, version, onClose, onDone }: Props) {
  const t = useT();
  const today = useToday();
  const [reason, setReason] = useState('');
  const [effectiveFrom, setDay] = useState(today);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const changes = useChanges(service.id, service.versions.length > 0);
  const publish = usePublish(service.id);
  const send = () => {
    const body = { version, reason, effectiveFrom };
    const wrong = faultsOf(t, publishService.body, body);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) {
      document.getElementById(wrong.reason ? 'act-reason' : 'publish-day')?.focus();
      return;
    }
    publish.mutate(body, { onSuccess: onDone, onError: (error) => setFaults(fieldErrors(t, error)) });
  };
  return (
    <ActDialog
      id="publish-form"
      title={t('builder.publish.title', { name })}
      submit={t('builder.publish')}
      onClose={onClose}
      onSubmit={send}
      busy={publish.isPending}
      error={Object.keys(faults).length > 0 ? null : publish.error}
      typed={reason !== ''}
      wide
    >
      <ReasonField value={reason} onChange={setReason} error={faults.reason ?? null} />
      <Field
        id="publish-day"
        label={t('builder.publish.day')}
        hint={t('builder.publish.day-hint')}
        error={faults.effectiveFrom ?? null}
      >
        {(wired) => (
          <TextInput
            {...wired}
            type="date"
            className="input--short"
            min={today}
            value={effectiveFrom}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
      </Field>
      <ImpactLines serviceId={service.id} draft={service.versions.length > 0} />
      {service.versions.length > 0 ? (
        <section>
          <h3 className="label">{t('builder.changes')}</h3>
          <ChangesList changes={changes.data?.changes ?? []} />
        </section>
      ) : (
        <p className="sub">{t('builder.publish.first')}</p>
      )}
    </ActDialog>
  );
}
