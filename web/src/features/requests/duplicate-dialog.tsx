/** Which other request says the same: looked for by folio or subject among those of the desk, then confirmed. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { markDuplicate } from '#contract/duplicates.ts';
import { listQueue } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { shortFolio } from '#web/shared/ui/stub.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { heldActs } from './desk-acts.ts';
import { requestKeys } from './queries.ts';

const START = { of: '' };
const CLOSED = { state: 'closed' } as const;
const SHOWN = 8;

/** Open ones the reader may see; nothing before two letters are typed. */
function useFound(typed: string, except: string) {
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: [...requestKeys.queues, 'duplicate', q],
    queryFn: ({ signal }) => call(listQueue, { query: { view: 'all', q }, signal }),
    enabled: q.length > 1,
    placeholderData: (before) => before,
  });
  return { q, rows: q.length > 1 ? (found.data?.items ?? []).filter(({ id }) => id !== except).slice(0, SHOWN) : null };
}

export function DuplicateDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const [typed, type] = useState('');
  const { rows } = useFound(typed, view.id);
  const body = ({ of }: typeof START) => ({ version: view.version, of });
  const form = useActForm(
    { view, reference },
    {
      schema: markDuplicate.body,
      start: START,
      body,
      act: (values) => heldActs.duplicate(view, { body: body(values) }),
      onDone: onClose,
      window: 'duplicate',
      foreseen: CLOSED,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.duplicate.title')}
      submit={t('console.duplicate.submit')}
      form={form}
    >
      <p className="sub">{t('console.duplicate.text')}</p>
      <Field
        label={t('console.duplicate.search')}
        error={form.faults.of === undefined ? null : t('console.duplicate.choose')}
      >
        {(wired) => (
          <TextInput
            {...wired}
            type="search"
            maxLength={160}
            autoComplete="off"
            placeholder={t('console.queue.search-hint')}
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
          />
        )}
      </Field>
      <p className="mini sub" role="status">
        {rows === null ? '' : t('console.duplicate.found', { count: rows.length })}
      </p>
      {rows === null || rows.length === 0 ? null : (
        <fieldset className="rq-pick">
          <legend className="visually-hidden">{t('console.duplicate.which')}</legend>
          {rows.map((row) => (
            <label key={row.id} className="rq-pick__row">
              <input
                type="radio"
                name="of"
                value={row.id}
                checked={form.values.of === row.id}
                onChange={() => form.set({ of: row.id })}
              />
              <span className="grow">
                <span className="folio">{shortFolio(row.folio)}</span> <b>{row.subject}</b>
                <span className="mini sub">
                  {row.requesterName} · {row.agencyAcronym}
                </span>
              </span>
              <StateMark state={row.state} shapeOnly />
            </label>
          ))}
        </fieldset>
      )}
    </ActDialog>
  );
}
