/** The open requests of who is away, given to who is there: which, to whom and why; what stays is said before and after. */
import '#web/styles/forms.css';
import { type FormEvent, useId, useState } from 'react';
import { handOver } from '#contract/teams.ts';
import { faultsOf, useStandAtRefusal } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, Select, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type AbsenceView, type ToHand, useHandOver, useToHand } from './absence-queries.ts';
import { firstChoice, foreseen, toWhom } from './hand-over.ts';
import { HandedLines, HandLines } from './hand-over-lines.tsx';

type Props = { absence: AbsenceView; onClose: () => void };

export function HandOverDialog({ absence, onClose }: Props) {
  const t = useT();
  const asked = useToHand(absence.id);
  if (asked.data) return <HandOver absence={absence} data={asked.data} onClose={onClose} />;
  return (
    <Dialog open wide onClose={onClose} title={t('absences.hand-title', { name: absence.person.name })}>
      {asked.isPending ? <Skeleton rows={5} /> : <LoadTrouble of={asked} />}
    </Dialog>
  );
}

/** What is chosen and written, and the sending of it. */
function useForm(absence: AbsenceView, data: ToHand, onDone: () => void) {
  const t = useT();
  const toast = useToast();
  const [toId, choose] = useState(() => firstChoice(data));
  const [reason, write] = useState('');
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [key] = useState(newKey);
  const doing = useHandOver(absence.id);
  const form = useStandAtRefusal(wrong);
  const to = data.people.find(({ id }) => id === toId);
  const what = foreseen(data.items, { left, to });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (doing.isPending) return;
    const body = { toId, reason, requestIds: what.passes.map(({ id }) => id) };
    const faults = faultsOf(t, handOver.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    doing.mutate(
      { key, body },
      {
        onSuccess: ({ handed, left: kept }) => {
          if (kept.length > 0) return;
          toast((words) => words('absences.handed', { count: handed.length, name: to?.name ?? '' }));
          onDone();
        },
        onError: (error) => setWrong(fieldErrors(t, error)),
      },
    );
  };
  return { toId, choose, reason, write, left, leave, wrong, form, to, what, send, doing };
}

function HandOver({ absence, data, onClose }: Props & { data: ToHand }) {
  const t = useT();
  const id = useId();
  const hand = useForm(absence, data, onClose);
  const { doing, what, wrong, to } = hand;
  const title = t('absences.hand-title', { name: absence.person.name });
  if (doing.data || data.items.length === 0)
    return (
      <Dialog
        open
        wide
        onClose={onClose}
        title={title}
        footer={
          <Button kind="primary" onClick={onClose} data-first>
            {t('common.close')}
          </Button>
        }
      >
        {doing.data ? (
          <HandedLines done={doing.data} items={data.items} name={to?.name ?? ''} />
        ) : (
          <p>{t('absences.hand-nothing')}</p>
        )}
      </Dialog>
    );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      intro={t('absences.hand-intro')}
      confirmLoss={hand.reason !== '' || hand.left.size > 0}
      footer={
        <>
          <Button onClick={onClose}>{t('absences.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={doing.isPending}>
            {t('absences.hand', { count: what.passes.length })}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={hand.send} ref={hand.form} noValidate>
        {doing.isError && Object.keys(wrong).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, doing.error)}
          </Notice>
        ) : null}
        <Field label={t('absences.hand-to')} error={wrong.toId ?? null}>
          {(wired) => (
            <Select {...wired} value={hand.toId} onChange={(event) => hand.choose(event.currentTarget.value)}>
              <option value="">{t('absences.hand-choose')}</option>
              {toWhom(data).map((person) => (
                <option key={person.id} value={person.id}>
                  {person.away
                    ? t('absences.away-today', { name: person.name })
                    : person.id === data.deputyId
                      ? t('absences.is-deputy', { name: person.name })
                      : person.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('absences.reason')} hint={t('absences.reason-hint')} error={wrong.reason ?? null}>
          {(wired) => (
            <TextArea
              {...wired}
              rows={2}
              maxLength={500}
              value={hand.reason}
              onChange={(event) => hand.write(event.currentTarget.value)}
            />
          )}
        </Field>
        <HandLines
          items={data.items}
          left={hand.left}
          to={to}
          what={what}
          error={wrong.requestIds ?? null}
          onLeave={hand.leave}
        />
      </form>
    </Dialog>
  );
}
