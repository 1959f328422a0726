/** An act on many: what it needs, then what it would change in each, then it is done. Nothing happens before that is seen. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import * as v from 'valibot';
import { BulkAct } from '#contract/bulk.ts';
import { assignRequest } from '#contract/requests.ts';
import { text } from '#contract/shapes.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { leaveBulk } from './bulk-comeback.ts';
import { actOf, BulkFields, type BulkKind, type BulkValues, CHOICES, EMPTY, leftOpen } from './bulk-fields.tsx';
import { PreviewLines, ResultLines } from './bulk-preview.tsx';
import { newKey, useBulkAct, useBulkPreview } from './bulk-queries.ts';
import { Waits } from './waits.ts';

const TITLES = {
  assign: 'console.bulk.assign-title',
  state: 'console.bulk.state-title',
  join: 'console.bulk.join-title',
  reply: 'console.bulk.reply-title',
} as const;

/** Some of them are a colleague's: why they change hands is asked at once, and kept on each. */
const { version: _each, ...assigning } = assignRequest.body.entries;
const WithReason = v.strictObject({ do: v.literal('assign'), ...assigning, reason: text(1, 500) });

/** Refusals that tell of a colleague who has it. */
const OF_COLLEAGUES: ReadonlySet<string> = new Set(['request.reason-needed', 'request.taken']);

/** `values`: what was typed in one that was taken back. `withColleague`: somebody else attends one of them, or more. */
type Props = {
  kind: BulkKind;
  ids: readonly string[];
  withColleague: boolean;
  values?: BulkValues | undefined;
  onClose: () => void;
  onDone: () => void;
};

/** The two steps: asked what it would change, then told to do it. */
function useBulk({ kind, ids, withColleague, values: before, onDone }: Props) {
  const t = useT();
  const [values, setValues] = useState<BulkValues>(before ?? { ...EMPTY, do: CHOICES[kind][0] });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const key = useRef(newKey());
  const preview = useBulkPreview();
  const doing = useBulkAct();
  // Somebody took one since it was drawn: the server saw it, and the form asks as well.
  const [heard, hear] = useState(false);
  const ofColleagues = withColleague || heard;
  const whyNeeded = kind === 'assign' && ofColleagues;
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (preview.isPending) return;
    const act = actOf(values);
    const open = leftOpen(values);
    const said = faultsOf(t, whyNeeded ? WithReason : BulkAct, act);
    const blank = Object.fromEntries(Object.keys(open).map((name) => [name, t('field.blanks')]));
    const wrong = { ...blank, ...said };
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    key.current = newKey();
    preview.mutate(
      { act, ids },
      {
        onSuccess: ({ items }) =>
          hear((before) => before || items.some(({ refusal }) => refusal !== null && OF_COLLEAGUES.has(refusal.code))),
      },
    );
  };
  const lines = preview.data?.items.filter(({ refusal }) => refusal === null) ?? [];
  const act = () =>
    doing.mutate(
      { act: actOf(values), lines, key: key.current },
      {
        onSuccess: (result) => {
          if (!(result instanceof Waits)) return;
          result.ended.catch(() => leaveBulk({ kind, ids, values }));
          onDone();
        },
      },
    );
  const set = (patch: Partial<BulkValues>) => setValues((before) => ({ ...before, ...patch }));
  return { values, faults, ofColleagues, set, ask, act, preview, doing, lines };
}

export function BulkDialog(props: Props) {
  const t = useT();
  const id = useId();
  const { kind, ids, onClose, onDone } = props;
  const bulk = useBulk(props);
  const { preview, doing, lines } = bulk;
  const error = doing.error ?? preview.error;
  const result = doing.data instanceof Waits ? undefined : doing.data;
  const shown = result ? 'result' : preview.data ? 'preview' : 'form';
  // The button one has just pressed is gone: the next one takes its place.
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shown !== 'form') next.current?.focus();
  }, [shown]);
  const typed = Object.entries(bulk.values).some(([name, value]) => name !== 'do' && value !== '');
  return (
    <Dialog
      open
      wide={shown !== 'form'}
      onClose={shown === 'result' ? onDone : onClose}
      title={t(TITLES[kind], { count: ids.length })}
      confirmLoss={typed && shown !== 'result'}
      footer={
        shown === 'result' ? (
          <Button ref={next} kind="primary" onClick={onDone}>
            {t('common.close')}
          </Button>
        ) : shown === 'preview' ? (
          <>
            <Button onClick={() => preview.reset()}>{t('requests.dialog.back')}</Button>
            <Button ref={next} kind="primary" busy={doing.isPending} disabled={lines.length === 0} onClick={bulk.act}>
              {t('console.bulk.apply', { count: lines.length })}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('requests.dialog.back')}</Button>
            <Button kind="primary" type="submit" form={id} busy={preview.isPending}>
              {t('console.bulk.see')}
            </Button>
          </>
        )
      }
    >
      {error ? (
        <Notice kind="problem" role="alert">
          {actText(t, error)}
        </Notice>
      ) : null}
      {result ? (
        <ResultLines result={result} />
      ) : preview.data ? (
        <PreviewLines preview={preview.data} />
      ) : (
        <form id={id} className="rq-form" onSubmit={bulk.ask} noValidate>
          <BulkFields
            kind={kind}
            values={bulk.values}
            faults={bulk.faults}
            withColleague={bulk.ofColleagues}
            set={bulk.set}
          />
        </form>
      )}
    </Dialog>
  );
}
