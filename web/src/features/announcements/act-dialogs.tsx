/** What one does with a notice that people read: say what is new, say that it is over, take it away. */
import { type FormEvent, useId, useRef, useState } from 'react';
import {
  type AnnouncementView,
  endAnnouncement,
  updateAnnouncement,
  withdrawAnnouncement,
} from '#contract/announcements.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { call, newKey } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useActing } from './queries.ts';

export type Act = 'update' | 'end' | 'withdraw';
type Props = { act: Act; one: AnnouncementView; onClose: () => void };
type Words = { es: string; en: string };

const bodyOf = (act: Act, one: AnnouncementView, words: Words) =>
  ({
    update: { body: words },
    end: { version: one.version, solution: words.es },
    withdraw: { version: one.version, reason: words.es },
  })[act];
const FIELDS = {
  update: { label: 'announcing.update.es', hint: null, most: 1000 },
  end: { label: 'announcing.end.solution', hint: 'announcing.end.solution-hint', most: 4000 },
  withdraw: { label: 'announcing.withdraw.reason', hint: 'announcing.withdraw.hint', most: 500 },
} as const;
const SCHEMAS = { update: updateAnnouncement, end: endAnnouncement, withdraw: withdrawAnnouncement } as const;

export function ActDialog({ act, one, onClose }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const key = useRef(newKey());
  const [words, setWords] = useState<Words>({ es: '', en: '' });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const params = { id: one.id };
  const acting = useActing((given: Words) => {
    if (act === 'update') return call(updateAnnouncement, { params, body: { body: given }, key: key.current });
    if (act === 'end') return call(endAnnouncement, { params, body: { version: one.version, solution: given.es } });
    return call(withdrawAnnouncement, { params, body: { version: one.version, reason: given.es } });
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (acting.isPending) return;
    const wrong = faultsOf(t, SCHEMAS[act].body, bodyOf(act, one, words));
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    acting.mutate(words, {
      onSuccess: () => {
        toast(t(`announcing.${act}.done`));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`announcing.${act}.title`)}
      intro={t(`announcing.${act}.intro`, { count: one.followers })}
      confirmLoss={words.es.trim() !== '' || words.en.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('announcing.back')}</Button>
          <Button kind={act === 'withdraw' ? 'danger' : 'primary'} type="submit" form={id} busy={acting.isPending}>
            {t(`announcing.${act}`)}
          </Button>
        </>
      }
    >
      <form id={id} className="announcing-form" onSubmit={send} noValidate>
        {acting.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, acting.error)}
          </Notice>
        ) : null}
        {act === 'end' && one.kind !== 'outage' ? null : (
          <Field
            label={t(FIELDS[act].label)}
            hint={FIELDS[act].hint === null ? undefined : t(FIELDS[act].hint)}
            optional={act === 'end'}
            error={faults['body.es'] ?? faults.reason ?? faults.solution ?? null}
          >
            {(wired) => (
              <TextArea
                {...wired}
                rows={3}
                maxLength={FIELDS[act].most}
                value={words.es}
                onChange={(event) => setWords({ ...words, es: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        {act === 'update' ? (
          <Field
            label={t('announcing.update.en')}
            hint={t('announcing.en-hint')}
            optional
            error={faults['body.en'] ?? null}
          >
            {(wired) => (
              <TextArea
                {...wired}
                rows={3}
                maxLength={1000}
                value={words.en}
                onChange={(event) => setWords({ ...words, en: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
