/** The bar over the list while rows are chosen: how many, and what can be done with all of them. */
import { useEffect, useState } from 'react';
import { BULK_MAX } from '#contract/bulk.ts';
import { useCommand } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconHistory, IconReply, IconUser, IconX } from '#web/shared/ui/icons.tsx';
import { Keys, useKeyShortcut } from '#web/shared/ui/keys.tsx';
import { leaveBulk, useBulkComeback } from './bulk-comeback.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-fields.tsx';
import { useQueueHere } from './queue-context.ts';
import { isColleagues, type Selection } from './queue-selection.ts';

const ACTS = [
  ['assign', 'console.act.assign', IconUser],
  ['state', 'console.bulk.state', IconHistory],
  ['reply', 'console.composer.reply', IconReply],
] as const;

export function BulkBar({ selection }: { selection: Selection }) {
  const t = useT();
  const { person } = useSession();
  const { items } = useQueueHere();
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
    reply: useKeyShortcut('reply'),
  };
  const count = selection.ids.size;
  const fits = count > 0 && count <= BULK_MAX;
  useCommand('assign', fits ? () => show('assign') : null);
  useCommand('state', fits ? () => show('state') : null);
  useCommand('reply', fits ? () => show('reply') : null);
  useCommand('back', count > 0 ? selection.clear : null);
  if (count === 0) return null;
  return (
    <section className="bulk-bar" aria-label={t('console.bulk.label')}>
      <strong role="status">{t('console.bulk.chosen', { count })}</strong>
      {fits ? (
        ACTS.map(([kind, words, Sign]) => (
          <Button key={kind} small icon={<Sign />} aria-keyshortcuts={shortcuts[kind]} onClick={() => show(kind)}>
            {t(words)}
            <Keys of={kind} />
          </Button>
        ))
      ) : (
        <span>{t('console.bulk.too-many', { limit: BULK_MAX })}</span>
      )}
      <Button small icon={<IconX />} aria-label={t('console.bulk.clear')} onClick={selection.clear} />
      {open === null ? null : (
        <BulkDialog
          kind={open}
          key={back === null ? '' : back.ids.join()}
          ids={[...selection.ids]}
          values={back?.values}
          onClose={() => {
            show(null);
            leaveBulk(null);
          }}
          withColleague={items.some((each) => selection.ids.has(each.id) && isColleagues(each, person))}
          onDone={() => {
            show(null);
            leaveBulk(null);
            selection.clear();
          }}
        />
      )}
    </section>
  );
}
