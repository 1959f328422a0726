/** The window in which the columns of the list are chosen. On a phone each request is a card, and there are none. */
import { type FormEvent, useState } from 'react';
import type { ViewColumn } from '#contract/saved-views.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { IconColumns } from '#web/shared/ui/icons.tsx';
import { ALWAYS, CHOOSABLE, COLUMN_WORDS, inOrder, USUAL } from './queue-columns.ts';
import { useQueueHere } from './queue-context.ts';

export function ColumnButton() {
  const t = useT();
  const [open, show] = useState(false);
  return (
    <>
      <Button small className="rq-columns" icon={<IconColumns />} onClick={() => show(true)}>
        {t('console.columns.button')}
      </Button>
      {open ? <ColumnDialog onClose={() => show(false)} /> : null}
    </>
  );
}

function ColumnDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { filters, columns, put } = useQueueHere();
  const [chosen, choose] = useState<readonly ViewColumn[]>(columns);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    put(filters, { columns: inOrder([...ALWAYS, ...chosen]) });
    onClose();
  };
  const toggle = (name: ViewColumn, wanted: boolean) =>
    choose((before) => (wanted ? [...before, name] : before.filter((each) => each !== name)));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('console.columns.title')}
      intro={t('console.columns.intro')}
      footer={
        <>
          <Button onClick={() => choose(USUAL)}>{t('console.columns.usual')}</Button>
          <Button kind="primary" type="submit" form="queue-columns">
            {t('console.columns.apply')}
          </Button>
        </>
      }
    >
      <form id="queue-columns" className="rq-columns__list" onSubmit={submit}>
        {CHOOSABLE.map((name) => (
          <Checkbox
            key={name}
            label={t(COLUMN_WORDS[name])}
            checked={chosen.includes(name)}
            onChange={(event) => toggle(name, event.currentTarget.checked)}
          />
        ))}
      </form>
    </Dialog>
  );
}
