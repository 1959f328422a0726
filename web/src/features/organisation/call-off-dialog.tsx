/** Takes a succession back before its day, with the reason. */
import { useState } from 'react';
import { type AgencyNode, callOffSuccession } from '#contract/organisation.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { useCallOff } from './queries.ts';

export function CallOffDialog({ agency, onClose }: { agency: AgencyNode; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const callOff = useCallOff(agency.id);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const send = (): boolean => {
    const body = { note, version: agency.version };
    const fault = faultsOf(t, callOffSuccession.body, body).note ?? null;
    setWrong(fault);
    if (fault !== null) return false;
    callOff.mutate(body, {
      onSuccess: () => {
        toast(t('agencies.call-off-done'));
        onClose();
      },
      onError: (error) => setWrong(fieldErrors(t, error).note ?? null),
    });
    return true;
  };
  return (
    <ActForm
      title={t('agencies.call-off-title', { acronym: agency.acronym })}
      intro={t('agencies.call-off-text')}
      submit={t('agencies.call-off')}
      act={callOff}
      hasFaults={wrong !== null}
      typed={note.trim() !== ''}
      onClose={onClose}
      onSend={send}
    >
      <Field label={t('agencies.field.note')} error={wrong}>
        {(wired) => (
          <TextArea {...wired} rows={3} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        )}
      </Field>
    </ActForm>
  );
}
