/** The acts open to this reader now (`can` says which), and the dialogs that ask for what each one needs. */
import { useState } from 'react';
import { type RequestView, rejectRequest } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck, IconChevronDown } from '#web/shared/ui/icons.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { ResolveDialog, ScheduleDialog, WaitDialog } from './attend-dialogs.tsx';
import { acts, useAct } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';

type Open = 'assign' | 'resolve' | 'wait' | 'schedule' | 'reject' | null;

function RejectDialog(props: { view: RequestView; reference: string; open: boolean; onClose: () => void }) {
  const t = useT();
  const { view } = props;
  const body = (reason: string) => ({ version: view.version, reason });
  return (
    <ReasonDialog
      open={props.open}
      onClose={props.onClose}
      reference={props.reference}
      title={t('console.reject.title')}
      label={t('console.reject.reason')}
      hint={t('console.reject.hint')}
      submit={t('console.reject.submit')}
      danger
      schema={rejectRequest.body}
      body={body}
      act={(reason) => acts.reject(view, { body: body(reason) })}
    />
  );
}

export function DeskActions({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const [open, show] = useState<Open>(null);
  const version = { version: view.version };
  const taking = useAct(reference, () => acts.take(view, { body: version }));
  const resuming = useAct(reference, () => acts.resume(view, { body: version }));
  const { can } = view;
  const close = () => show(null);
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
          onClick={() => taking.mutate(undefined)}
        >
          {t('console.act.take')}
        </Button>
      ) : null}
      {can.resume ? (
        <Button small busy={resuming.isPending} onClick={() => resuming.mutate(undefined)}>
          {t('console.act.resume')}
        </Button>
      ) : null}
      {can.assign ? (
        <Button small onClick={() => show('assign')}>
          {t('console.act.assign')}
        </Button>
      ) : null}
      {can.resolve ? (
        <Button small kind="primary" icon={<IconCheck />} onClick={() => show('resolve')}>
          {t('console.act.resolve')}
        </Button>
      ) : null}
      {can.wait || can.schedule || can.reject ? (
        <Menu
          label={
            <>
              {t('console.act.more')} <IconChevronDown />
            </>
          }
        >
          {can.wait ? <MenuItem onClick={() => show('wait')}>{t('console.act.wait')}</MenuItem> : null}
          {can.schedule ? <MenuItem onClick={() => show('schedule')}>{t('console.act.schedule')}</MenuItem> : null}
          {can.reject ? <MenuItem onClick={() => show('reject')}>{t('console.act.reject')}</MenuItem> : null}
        </Menu>
      ) : null}
      {trouble === null ? null : (
        <Notice kind="problem" role="alert">
          {actText(t, trouble)}
        </Notice>
      )}
      {open === 'assign' ? <AssignDialog {...dialog} /> : null}
      {open === 'resolve' ? <ResolveDialog {...dialog} /> : null}
      {open === 'wait' ? <WaitDialog {...dialog} /> : null}
      {open === 'schedule' ? <ScheduleDialog {...dialog} /> : null}
      {open === 'reject' ? <RejectDialog {...dialog} /> : null}
    </div>
  );
}
