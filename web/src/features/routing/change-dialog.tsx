/** A change that needs no form but its reason: another order, a rule retired or used again. */
import { type FormEvent, useEffect, useId, useRef } from 'react';
import { standAtFault } from '#web/shared/check.ts';
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ImpactLines, ReasonField } from './impact-lines.tsx';
import type { Change } from './queries.ts';
import { useChange } from './use-change.ts';

type Props = {
  change: Change;
  version: number;
  title: string;
  intro?: string;
  submit: string;
  done: string;
  danger?: boolean;
  onClose: (saved: boolean) => void;
};

export function ChangeDialog({ change, version, title, intro, submit, done, danger = false, onClose }: Props) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const act = useChange(version);
  const { lookAt } = act;
  const looked = useRef<number | null>(null);
  // Looked at as it opens, and again when the list turned out to be another.
  useEffect(() => {
    if (looked.current === version) return;
    looked.current = version;
    lookAt(change);
  });
  // A fault of the rule itself has no box here: its sentence says what to do.
  const elsewhere = Object.entries(act.faults).find(([box]) => box !== 'reason')?.[1];
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.busy) return;
    if (act.impact === null) return lookAt(change);
    const sent = act.send(change, () => {
      toast(done);
      onClose(true);
    });
    if (!sent) standAtFault(event.currentTarget);
  };
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={title}
      intro={intro}
      confirmLoss={act.reason.trim() !== ''}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={form} busy={act.busy}>
            {act.impact === null ? t('rules.look') : submit}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={send} noValidate>
        {act.outrun ? (
          <Notice kind="warning" role="alert">
            {t('rules.stale', { first: whoWasFirst(t, act.outrun) })}
          </Notice>
        ) : null}
        {act.trouble || elsewhere !== undefined ? (
          <Notice kind="problem" role="alert">
            {elsewhere ?? faultText(t, act.trouble)}
          </Notice>
        ) : null}
        {act.impact === null ? act.busy ? <Skeleton rows={2} /> : null : <ImpactLines impact={act.impact} />}
        <ReasonField value={act.reason} onChange={act.setReason} error={act.faults.reason ?? null} />
      </form>
    </Dialog>
  );
}
