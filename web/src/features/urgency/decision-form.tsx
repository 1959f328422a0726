/** Level, reason and the message already written; one button decides and tells. What is typed outlives whatever happens. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { decideUrgency, type UrgencyCase } from '#contract/urgency.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { LevelChoices } from './level-choices.tsx';
import { useDecide } from './queries.ts';
import { useDates } from './use-dates.ts';

const REASONS = [
  'urgencies.reason.other-way',
  'urgencies.reason.public',
  'urgencies.reason.legal',
  'urgencies.reason.wait',
] as const;

/** `message` null: as the choice and the reason write it. */
type Typed = { levelId: string; reason: string; message: string | null };
const BLANK: Typed = { levelId: '', reason: '', message: null };

/** Canned replies 7 and 8 of the desk. */
function useMessage(found: UrgencyCase, { levelId, reason, message }: Typed): string {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  const { ownerUnit } = useInstitution();
  const choice = found.choices.find((one) => one.levelId === levelId);
  if (message !== null) return message;
  if (choice === undefined) return '';
  return t(choice.current ? 'urgencies.message.kept' : 'urgencies.message.changed', {
    name: found.request.requesterFirstName,
    owner: ownerUnit,
    level: local(choice.name, locale),
    reason: reason.trim() === '' ? '…' : reason.trim().replace(/\.$/, ''),
    due: dates.dayTime(choice.resolutionDueAt),
  });
}

export function DecisionForm({ found }: { found: UrgencyCase }) {
  const t = useT();
  const say = useToast();
  const navigate = useNavigate();
  const { request, round } = found;
  const kept = useKept(`urgency-${request.id}.${round}`, BLANK);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const key = useRef(newKey());
  const deciding = useDecide();
  const typed = kept.value;
  const message = useMessage(found, typed);
  const change = (patch: Partial<Typed>) => {
    kept.set((before) => ({ ...before, ...patch }));
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([path]) => !(path in patch))));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (deciding.isPending) return;
    const form = event.currentTarget;
    const { levelId, reason } = typed;
    const body = { round, levelSeen: request.levelId, levelId, reason, message };
    const wrong = faultsOf(t, decideUrgency.body, body);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(form);
    deciding.mutate(
      { id: request.id, body, key: key.current },
      {
        onSuccess: () => {
          kept.settle(BLANK);
          say(t('urgencies.done', { name: request.requesterFirstName }));
          void navigate({ to: '/urgencias' });
        },
        onError: (error) => {
          key.current = newKey();
          setFaults(fieldErrors(t, error));
        },
      },
    );
  };
  const sendByKeys = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <form className="urg-form" onSubmit={submit} onKeyDown={sendByKeys} noValidate aria-labelledby="urg-decision">
      <h2 id="urg-decision">{t('urgencies.decision')}</h2>
      {deciding.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, deciding.error)}
        </Notice>
      ) : null}
      {found.pending ? null : <Notice kind="info">{t('urgencies.already')}</Notice>}
      <LevelChoices
        found={found}
        value={typed.levelId}
        error={faults.levelId ?? null}
        onChange={(levelId) => change({ levelId })}
      />
      <Field id="urg-reason" label={t('urgencies.reason')} error={faults.reason ?? null}>
        {(wired) => (
          <TextInput
            {...wired}
            list="urg-reasons"
            maxLength={500}
            autoComplete="off"
            value={typed.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
        )}
      </Field>
      <datalist id="urg-reasons">
        {REASONS.map((reason) => (
          <option key={reason} value={t(reason)} />
        ))}
      </datalist>
      <Field
        id="urg-message"
        label={t('urgencies.message', { name: request.requesterFirstName })}
        hint={t('urgencies.message-hint')}
        error={faults.message ?? null}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={5}
            maxLength={4000}
            value={message}
            onChange={(event) => change({ message: event.currentTarget.value })}
          />
        )}
      </Field>
      <Button kind="primary" type="submit" wide busy={deciding.isPending} disabled={!found.pending}>
        {t('urgencies.send', { name: request.requesterFirstName })}
      </Button>
      <p className="sub small">{t('urgencies.recorded')}</p>
    </form>
  );
}
