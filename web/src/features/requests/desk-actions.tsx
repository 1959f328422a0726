/** The acts open to this reader now (`can` says which), and the dialogs that ask for what each one needs. */
import { useEffect, useState } from 'react';
import * as v from 'valibot';
import { type RequestView, takeRequest } from '#contract/requests.ts';
import { text } from '#contract/shapes.ts';
import { isOutrun } from '#web/shared/client.ts';
import { useCommand } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck, IconChevronDown } from '#web/shared/ui/icons.tsx';
import { Keys, useKeyShortcut } from '#web/shared/ui/keys.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { ResolveDialog, ScheduleDialog, WaitDialog } from './attend-dialogs.tsx';
import { type ComebackWindow, useComeback } from './comeback.ts';
import { deskActs } from './desk-acts.ts';
import { useDeskLists } from './desk-lists.ts';
import { DuplicateDialog } from './duplicate-dialog.tsx';
import { OutageDialog } from './outage-dialog.tsx';
import { useQueueAround } from './queue-context.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ReclassifyDialog } from './reclassify-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { StateDialog, type StateStep } from './state-dialog.tsx';
import { useDeskAct } from './use-desk-act.ts';

type Open = ComebackWindow | 'take' | 'wait' | 'schedule' | 'reclassify' | 'outage' | 'state' | null;

/** Of a colleague who has it: they are told why. */
function TakeDialog(props: { view: RequestView; reference: string; open: boolean; onClose: () => void }) {
  const t = useT();
  const { view } = props;
  const body = (reason: string) => ({ version: view.version, reason });
  return (
    <ReasonDialog
      open={props.open}
      onClose={props.onClose}
      reference={props.reference}
      title={t('console.take.title', { name: view.agentName ?? '' })}
      label={t('console.take.reason')}
      hint={t('console.take.hint')}
      submit={t('console.take.submit')}
      schema={TakingWithReason}
      body={body}
      act={(reason) => deskActs.take(view, { body: body(reason) })}
    />
  );
}
const TakingWithReason = v.strictObject({ ...takeRequest.body.entries, reason: text(1, 500) });

export function DeskActions({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const [open, show] = useState<Open>(null);
  const version = { version: view.version };
  const { person } = useSession();
  const taking = useDeskAct(reference, () => deskActs.take(view, { body: version }), {
    id: view.id,
    as: { state: 'in_progress', agentName: `${person.givenNames} ${person.firstSurname}` },
  });
  const take = () => (view.withColleague ? show('take') : taking.mutate(undefined));
  const resuming = useDeskAct(reference, () => deskActs.resume(view, { body: version }), {
    id: view.id,
    as: { state: 'in_progress' },
  });
  const { can } = view;
  // What its windows choose from is there before one opens: a hand that knows the keys loses nothing.
  useDeskLists(can.resolve || can.assign);
  const back = useComeback(view.id);
  useEffect(() => {
    if (back !== null) show(back);
  }, [back]);
  const queue = useQueueAround();
  const close = () => show(null);
  const done = () => {
    close();
    queue?.goOn(view.id);
  };
  useCommand('assign', can.assign ? () => show('assign') : null);
  useCommand('assign-me', can.take ? take : null);
  useCommand('resolve', can.resolve ? () => show('resolve') : null);
  const steps: StateStep[] = [
    ...(can.take ? [{ words: t('console.act.take'), run: take }] : []),
    ...(can.resume ? [{ words: t('console.act.resume'), run: () => resuming.mutate(undefined) }] : []),
    ...(can.wait ? [{ words: t('console.act.wait'), run: () => show('wait') }] : []),
    ...(can.schedule ? [{ words: t('console.act.schedule'), run: () => show('schedule') }] : []),
    ...(can.resolve ? [{ words: t('console.act.resolve'), run: () => show('resolve') }] : []),
    ...(can.duplicate ? [{ words: t('console.act.duplicate'), run: () => show('duplicate') }] : []),
    ...(can.reject ? [{ words: t('console.act.reject'), run: () => show('reject') }] : []),
    ...(can.joinOutage ? [{ words: t('console.outage.join'), run: () => show('outage') }] : []),
  ];
  useCommand('state', steps.length > 0 ? () => show('state') : null);
  const shortcuts = {
    assign: useKeyShortcut('assign'),
    resolve: useKeyShortcut('resolve'),
    take: useKeyShortcut('assign-me'),
  };
  const trouble = taking.error ?? resuming.error;
  // Mounted while open: what was typed in one that was left does not come back.
  const dialog = { view, reference, open: true, onClose: close };
  return (
    <div className="rq-acts">
      {can.take ? (
        <Button
          small
          kind={can.resolve ? 'plain' : 'primary'}
          busy={taking.isPending}
          aria-keyshortcuts={shortcuts.take}
          onClick={take}
        >
          {t('console.act.take')}
          <Keys of="assign-me" />
        </Button>
      ) : null}
      {can.resume ? (
        <Button small busy={resuming.isPending} onClick={() => resuming.mutate(undefined)}>
          {t('console.act.resume')}
        </Button>
      ) : null}
      {can.assign ? (
        <Button small aria-keyshortcuts={shortcuts.assign} onClick={() => show('assign')}>
          {t('console.act.assign')}
          <Keys of="assign" />
        </Button>
      ) : null}
      {can.resolve ? (
        <Button
          small
          kind="primary"
          icon={<IconCheck />}
          aria-keyshortcuts={shortcuts.resolve}
          onClick={() => show('resolve')}
        >
          {t('console.act.resolve')}
          <Keys of="resolve" />
        </Button>
      ) : null}
      {can.wait || can.schedule || can.reject || can.reclassify || can.duplicate || can.joinOutage ? (
        <Menu
          label={
            <>
              {t('console.act.more')} <IconChevronDown />
            </>
          }
        >
          {can.wait ? <MenuItem onClick={() => show('wait')}>{t('console.act.wait')}</MenuItem> : null}
          {can.schedule ? <MenuItem onClick={() => show('schedule')}>{t('console.act.schedule')}</MenuItem> : null}
          {can.reclassify ? (
            <MenuItem onClick={() => show('reclassify')}>{t('console.act.reclassify')}</MenuItem>
          ) : null}
          {can.joinOutage ? <MenuItem onClick={() => show('outage')}>{t('console.outage.join')}</MenuItem> : null}
          {can.duplicate ? <MenuItem onClick={() => show('duplicate')}>{t('console.act.duplicate')}</MenuItem> : null}
          {can.reject ? <MenuItem onClick={() => show('reject')}>{t('console.act.reject')}</MenuItem> : null}
        </Menu>
      ) : null}
      {trouble === null ? null : (
        <Notice
          kind="problem"
          role="alert"
          action={
            isOutrun(taking.error) && view.withColleague && can.take ? (
              <Button small onClick={() => show('take')}>
                {t('console.take.ask')}
              </Button>
            ) : undefined
          }
        >
          {actText(t, trouble)}
        </Notice>
      )}
      {open === 'assign' ? <AssignDialog {...dialog} /> : null}
      {open === 'take' ? <TakeDialog {...dialog} /> : null}
      {open === 'resolve' ? <ResolveDialog {...dialog} onDone={done} /> : null}
      {open === 'state' ? <StateDialog steps={steps} onClose={close} /> : null}
      {open === 'wait' ? <WaitDialog {...dialog} onDone={done} /> : null}
      {open === 'schedule' ? <ScheduleDialog {...dialog} onDone={done} /> : null}
      {open === 'reclassify' ? <ReclassifyDialog {...dialog} /> : null}
      {open === 'outage' ? <OutageDialog {...dialog} /> : null}
      {open === 'duplicate' ? <DuplicateDialog {...dialog} /> : null}
      {open === 'reject' ? <RejectDialog {...dialog} /> : null}
    </div>
  );
}
