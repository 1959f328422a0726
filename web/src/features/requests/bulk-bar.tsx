/** The bar over the list while rows are chosen: how many, and what can be done with all of them. */
import { useEffect, useRef, useState } from 'react';
import { BULK_MAX } from '#contract/bulk.ts';
import { useCommand } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconHistory, IconReply, IconUser, IconUsers, IconX } from '#web/shared/ui/icons.tsx';
import { Keys, useKeyShortcut } from '#web/shared/ui/keys.tsx';
import { leaveBulk, useBulkComeback } from './bulk-comeback.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-fields.tsx';
import type { QueueState } from './queue-context.ts';
import { isColleagues } from './queue-selection.ts';

const ACTS = [
  ['assign', 'console.act.assign', IconUser],
  ['state', 'console.bulk.state', IconHistory],
  ['join', 'console.outage.join', IconUsers],
  ['reply', 'console.composer.reply', IconReply],
] as const;

/** How many the whole of a list may be chosen at once. */
const GATHER_MAX = 1000;

/** Chooses what the list holds beyond what has come so far: page after page, until all of it is here. */
function useGathering({ items, list, wantsMore, selection }: QueueState) {
  const [gathering, gather] = useState(false);
  const latest = useRef({ selection, more: list.fetchNextPage });
  latest.current = { selection, more: list.fetchNextPage };
  const goesOn = list.hasNextPage && !list.isError && items.length < GATHER_MAX;
  useEffect(() => {
    if (!gathering) return;
    latest.current.selection.all(true);
    if (!goesOn) gather(false);
    else if (wantsMore) void latest.current.more();
  }, [gathering, goesOn, wantsMore]);
  const offered = goesOn && selection.ids.size === items.length;
  const clear = () => {
    gather(false);
    selection.clear();
  };
  return { gathering, offered, gather: () => gather(true), clear };
}

export function BulkBar({ queue }: { queue: QueueState }) {
  const t = useT();
  const { person } = useSession();
  const { items, selection } = queue;
  const gathering = useGathering(queue);
  const [open, show] = useState<BulkKind | null>(null);
  const back = useBulkComeback();
  const { these } = selection;
  useEffect(() => {
    if (back === null) return;
    these(back.ids);
    show(back.kind);
  }, [back, these]);
  const shortcuts = {
    assign: useKeyShortcut('assign'),
    state: useKeyShortcut('state'),
    join: undefined,
    reply: useKeyShortcut('reply'),
  };
  const count = selection.ids.size;
  const some = count > 0 && !gathering.gathering;
  /** As many as one act takes; the others stay chosen for the next. */
  const turn = [...selection.ids].slice(0, BULK_MAX);
  const others = [...selection.ids].slice(BULK_MAX);
  useCommand('assign', some ? () => show('assign') : null);
  useCommand('state', some ? () => show('state') : null);
  useCommand('reply', some ? () => show('reply') : null);
  useCommand('back', count > 0 ? gathering.clear : null);
  if (count === 0) return null;
  return (
    <section className="bulk-bar" aria-label={t('console.bulk.label')}>
      <strong role="status">{t('console.bulk.chosen', { count })}</strong>
      {gathering.offered || gathering.gathering ? (
        <Button small busy={gathering.gathering} onClick={gathering.gather}>
          {t('console.bulk.all', { limit: GATHER_MAX })}
        </Button>
      ) : null}
      {others.length > 0 ? <span>{t('console.bulk.by-turns', { limit: BULK_MAX })}</span> : null}
      {ACTS.map(([kind, words, Sign]) => (
        <Button
          key={kind}
          small
          icon={<Sign />}
          disabled={!some}
          aria-keyshortcuts={shortcuts[kind]}
          onClick={() => show(kind)}
        >
          {t(words)}
          {kind === 'join' ? null : <Keys of={kind} />}
        </Button>
      ))}
      <Button small icon={<IconX />} aria-label={t('console.bulk.clear')} onClick={gathering.clear} />
      {open === null ? null : (
        <BulkDialog
          kind={open}
          key={back === null ? '' : back.ids.join()}
          ids={back?.ids ?? turn}
          values={back?.values}
          onClose={() => {
            show(null);
            leaveBulk(null);
          }}
          withColleague={items.some((each) => selection.ids.has(each.id) && isColleagues(each, person))}
          onDone={() => {
            show(null);
            leaveBulk(null);
            selection.these(others);
          }}
        />
      )}
    </section>
  );
}
