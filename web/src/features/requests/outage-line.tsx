/** Over the list of those that report one outage: how it stands and, once it is over, the way to resolve them together. */

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { BULK_MAX } from '#contract/bulk.ts';
import type { OutageView } from '#contract/outages.ts';
import { listQueue } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { EMPTY } from './bulk-fields.tsx';
import { useOutage, useOutagesChanged } from './outage-queries.ts';
import { useQueueHere } from './queue-context.ts';
import { useMoments } from './use-moments.ts';

/** Those within this person's reach that are still open, as many as one act takes. */
async function openOnes(outage: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listQueue, { query: { view: 'all', outage, ...(cursor === undefined ? {} : { cursor }) } });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && ids.length < BULK_MAX);
  return ids.slice(0, BULK_MAX);
}

function Resolving({ outage }: { outage: OutageView }) {
  const t = useT();
  const changed = useOutagesChanged();
  const [ids, choose] = useState<readonly string[] | null>(null);
  const gathering = useMutation({ mutationFn: () => openOnes(outage.id), retry: false, onSuccess: choose });
  const close = () => {
    choose(null);
    changed();
  };
  return (
    <>
      <Button small kind="primary" icon={<IconCheck />} busy={gathering.isPending} onClick={() => gathering.mutate()}>
        {t('console.outage.resolve')}
      </Button>
      {gathering.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, gathering.error)}
        </Notice>
      ) : null}
      {ids === null ? null : (
        <BulkDialog
          kind="state"
          ids={ids}
          withColleague={false}
          values={{ ...EMPTY, do: 'resolve', solution: outage.solution ?? '' }}
          onClose={close}
          onDone={close}
        />
      )}
    </>
  );
}

export function OutageLine() {
  const t = useT();
  const { can } = useSession();
  const moments = useMoments();
  const { filters } = useQueueHere();
  const outage = useOutage(filters.outage).data;
  if (filters.outage === undefined || outage === undefined) return null;
  const { open, total } = outage.requests;
  return (
    <div className="rq-outage rq-outage--line">
      <p role="status">
        {outage.endedAt === null
          ? t('console.outage.since', { when: moments.short(outage.begins) })
          : t('console.outage.ended', { when: moments.short(outage.endedAt) })}
        {' · '}
        {t('console.outage.counts', { open, total })}
      </p>
      {outage.endedAt !== null && open > 0 && can.attend ? <Resolving outage={outage} /> : null}
    </div>
  );
}
