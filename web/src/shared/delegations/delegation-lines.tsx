/** Delegations in lines: who files for whom, until when, on what ground; and the way to end each. */
import '#web/styles/roles.css';
import { useState } from 'react';
import type { DelegationView } from '#contract/delegations.ts';
import { sayDay } from '#web/shared/days.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useEndDelegation } from './queries.ts';

export function DelegationLines({ items, personId }: { items: readonly DelegationView[]; personId: string }) {
  const [ending, setEnding] = useState<DelegationView | null>(null);
  return (
    <>
      <ul className="roles-list">
        {items.map((item) => (
          <Line key={item.id} item={item} personId={personId} onEnd={() => setEnding(item)} />
        ))}
      </ul>
      {ending === null ? null : <EndDialog item={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function Line({ item, personId, onEnd }: { item: DelegationView; personId: string; onEnd: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { principal, delegate, until, ground, grantedBy: by, ended, can } = item;
  const isDelegate = delegate.id === personId;
  return (
    <li>
      <strong>
        {isDelegate ? t('delegations.for', { name: principal.name }) : t('delegations.by', { name: delegate.name })}
      </strong>
      <p className="small sub">
        {ended === null
          ? t('delegations.until', { day: sayDay(until, locale), by })
          : t('delegations.ended', { day: sayDay(ended.at.slice(0, 10), locale), how: ended.how, by: ended.by ?? '' })}
      </p>
      <p className="small sub">{t('delegations.ground', { ground })}</p>
      {can.end ? (
        <div>
          <Button small onClick={onEnd}>
            {t('delegations.end')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function EndDialog({ item, onClose }: { item: DelegationView; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const end = useEndDelegation();
  const names = { delegate: item.delegate.name, principal: item.principal.name };
  const done = () => {
    toast(t('delegations.end.done'));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('delegations.end.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('delegations.back')}</Button>
          <Button kind="danger" busy={end.isPending} onClick={() => end.mutate(item.id, { onSuccess: done })}>
            {t('delegations.end')}
          </Button>
        </>
      }
    >
      {end.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, end.error)}
        </Notice>
      ) : null}
      <p>{t('delegations.end.explain', names)}</p>
    </Dialog>
  );
}
