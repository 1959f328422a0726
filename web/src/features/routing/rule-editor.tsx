/** A rule, new or changed: its fields, then what it would move and why, and only then it is saved. */
import { type FormEvent, useId } from 'react';
import { previewRouting, type RuleView } from '#contract/routing.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ImpactLines, ReasonField } from './impact-lines.tsx';
import type { Change, Content, World } from './queries.ts';
import { RuleFields } from './rule-fields.tsx';
import { useChange } from './use-change.ts';

export const contentOf = (rule: RuleView | null): Content => ({
  name: rule?.name ?? '',
  match: rule?.match ?? 'all',
  serviceIds: rule?.services.map(({ id }) => id) ?? [],
  areaIds: rule?.areas.map(({ id }) => id) ?? [],
  agencyIds: rule?.agencies.map(({ id }) => id) ?? [],
  building: rule?.building ?? '',
  teamId: rule?.team.active ? rule.team.id : '',
  byLoad: rule?.byLoad ?? false,
});

type Props = { rule: RuleView | null; version: number; world: World; onClose: () => void };

export function RuleEditor({ rule, version, world, onClose }: Props) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const start = contentOf(rule);
  const kept = useKept(`rule.${rule?.id ?? 'new'}`, start);
  const act = useChange(version);
  const change: Change = { kind: 'rule', id: rule?.id ?? null, content: kept.value, active: rule?.active ?? true };
  const typed = JSON.stringify(kept.value) !== JSON.stringify(start);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const boxes = event.currentTarget;
    if (act.busy) return;
    if (act.impact !== null) {
      const sent = act.send(change, () => {
        kept.settle(start);
        toast(t('rules.saved'));
        onClose();
      });
      if (!sent) standAtFault(boxes);
      return;
    }
    const wrong = Object.fromEntries(
      Object.entries(faultsOf(t, previewRouting.body, { change })).map(([path, text]) => [
        path.split('.').at(-1),
        text,
      ]),
    );
    act.setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(boxes);
    act.lookAt(change, () => requestAnimationFrame(() => document.getElementById('rule-reason')?.focus()));
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(rule === null ? 'rules.new' : 'rules.edit-title')}
      confirmLoss={typed}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={act.busy}>
            {t(act.impact === null ? 'rules.look' : 'rules.save')}
          </Button>
        </>
      }
    >
      <form id={form} className="adm-form" onSubmit={submit} noValidate>
        <KeptNotice show={kept.restored} onDrop={() => kept.settle(start)} />
        {act.outrun ? (
          <Notice kind="warning" role="alert">
            {t('rules.stale', { first: whoWasFirst(t, act.outrun) })}
          </Notice>
        ) : null}
        {act.trouble ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.trouble)}
          </Notice>
        ) : null}
        <RuleFields
          value={kept.value}
          onChange={(next) => {
            kept.set(next);
            act.again();
          }}
          faults={act.faults}
          world={world}
          rule={rule}
        />
        {act.impact === null ? null : (
          <>
            <ImpactLines impact={act.impact} />
            <ReasonField value={act.reason} onChange={act.setReason} error={act.faults.reason ?? null} />
          </>
        )}
      </form>
    </Dialog>
  );
}
