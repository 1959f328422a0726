/** One shift: who, when, under which telephone, who had it before; and what may be done with it. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ChangeForm } from './change-form.tsx';
import { dialled } from './duty-line.tsx';
import { type Roster, type ShiftView, useRemove } from './queries.ts';
import { useRosterName } from './roster-name.ts';
import { SwapForm } from './swap-form.tsx';
import { useDates } from './use-dates.ts';

type Props = { shift: ShiftView; rosters: readonly Roster[] };
type Mode = 'view' | 'change' | 'swap' | 'remove';

const TITLES = {
  view: 'shifts.one',
  change: 'shifts.change-title',
  swap: 'shifts.swap-title',
  remove: 'shifts.remove-title',
} as const;

export function ShiftDialog({ shift, rosters }: Props) {
  const t = useT();
  const [mode, go] = useState<Mode>('view');
  const navigate = useNavigate();
  const { turno: _open, ...rest }: Record<string, string> = useSearch({ strict: false });
  const close = () => void navigate({ to: '/guardia', search: rest, replace: true });
  const back = () => go('view');
  return (
    <Dialog open onClose={close} title={t(TITLES[mode])} confirmLoss={mode === 'change' || mode === 'swap'}>
      {mode === 'view' ? <Shown shift={shift} rosters={rosters} go={go} /> : null}
      {mode === 'change' ? <ChangeForm shift={shift} onBack={back} onDone={close} /> : null}
      {mode === 'swap' ? <SwapForm shift={shift} rosters={rosters} onBack={back} onDone={close} /> : null}
      {mode === 'remove' ? <Removing shift={shift} onBack={back} onDone={close} /> : null}
    </Dialog>
  );
}

type ShownProps = Props & { go: (mode: Mode) => void };

function Shown({ shift, rosters, go }: ShownProps) {
  const t = useT();
  const dates = useDates();
  const nameOf = useRosterName(rosters);
  const { can } = shift;
  return (
    <div className="stack stack--4">
      <dl className="duty-facts">
        <dt>{t('shifts.field.person')}</dt>
        <dd>
          <strong>{shift.person.name}</strong>
          <span className="sub small duty-facts__more">{nameOf(shift.teamId)}</span>
        </dd>
        <dt>{t('shifts.field.hours')}</dt>
        <dd>{dates.span(shift.from, shift.to)}</dd>
        <dt>{t('shifts.field.phone')}</dt>
        <dd>
          <a href={dialled(shift.phone)}>{shift.phone}</a>
        </dd>
        {shift.note === '' ? null : (
          <>
            <dt>{t('shifts.field.note')}</dt>
            <dd className="wrap">{shift.note}</dd>
          </>
        )}
        {shift.formerly.length === 0 ? null : (
          <>
            <dt>{t('shifts.formerly')}</dt>
            <dd>
              <ul className="stack stack--1">
                {shift.formerly.map((swap) => (
                  <li key={swap.at} className="wrap">
                    {t('shifts.formerly-line', { name: swap.name, by: swap.by, when: dates.when(swap.at) })}{' '}
                    <span className="sub">{swap.reason}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <div className="row row--wrap">
        {can.handOver || shift.handover !== 'none' ? (
          <Link className="button button--primary" to="/guardia/entrega/$id" params={{ id: shift.id }}>
            {t(shift.handover === 'none' ? 'shifts.hand-over' : 'shifts.note')}
          </Link>
        ) : null}
        {can.swap ? <Button onClick={() => go('swap')}>{t('shifts.swap')}</Button> : null}
        {can.change ? <Button onClick={() => go('change')}>{t('shifts.change')}</Button> : null}
        {can.change && shift.standing === 'coming' ? (
          <Button kind="danger" onClick={() => go('remove')}>
            {t('shifts.remove')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Removing({ shift, onBack, onDone }: { shift: ShiftView; onBack: () => void; onDone: () => void }) {
  const t = useT();
  const toast = useToast();
  const dates = useDates();
  const remove = useRemove();
  const send = () =>
    remove.mutate(
      { id: shift.id, body: { version: shift.version } },
      {
        onSuccess: () => {
          toast(t('shifts.removed'));
          onDone();
        },
      },
    );
  return (
    <div className="stack stack--4">
      {remove.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, remove.error)}
        </Notice>
      ) : null}
      <p>{t('shifts.remove-text', { name: shift.person.name, span: dates.span(shift.from, shift.to) })}</p>
      <div className="row row--wrap">
        <Button onClick={onBack}>{t('shifts.back')}</Button>
        <Button kind="danger" busy={remove.isPending} onClick={send} data-first>
          {t('shifts.remove')}
        </Button>
      </div>
    </div>
  );
}
