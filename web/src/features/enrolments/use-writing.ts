/** The form while it is written: kept in this tab at every key, on the server when the keys rest, again after a cut. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentRowView, EnrolmentView } from '#contract/enrolment-shapes.ts';
import { useKept } from '#web/shared/kept.ts';
import { freshOne, keep, save, whileLeaving } from './queries.ts';
import { type Form, isSame, type Phase, Saver } from './saver.ts';
import { blankRow, fromServer } from './typed-rows.ts';

const REST_MS = 1200;
const AGAIN_MS = 5000;

const typedOf = (row: EnrolmentRowView): TypedEnrolmentRow => ({
  id: row.id,
  employeeNumber: row.employeeNumber,
  givenNames: row.givenNames,
  firstSurname: row.firstSurname,
  secondSurname: row.secondSurname,
  singleSurname: row.singleSurname,
  email: row.email,
  phone: row.phone,
  positionId: row.positionId,
  positionText: row.positionText,
  role: row.role,
  exceptionReason: row.exceptionReason,
  exceptionUntil: row.exceptionUntil,
});

/** May still be written: never sent, or sent back. */
export const isOpenRow = ({ state }: EnrolmentRowView): boolean => state === 'open' || state === 'observed';

type Numbered = Form & { readonly version: number };

/** There is always a row to begin in. */
function formOf(view: EnrolmentView): Numbered {
  const rows = view.rows.filter(isOpenRow).map(typedOf);
  const { signerName, signedOn, version } = view;
  return { rows: rows.length > 0 ? rows : [blankRow()], signerName, signedOn, version };
}

type Around = { client: QueryClient; id: string; say: (phase: Phase) => void };

/** What is sent, and what is made of the answer. */
function useSaver(view: EnrolmentView, { client, id, say }: Around) {
  const [first] = useState(() => formOf(view));
  const kept = useKept<Numbered>(`enrolment.${id}`, first);
  const latest = useRef(kept);
  latest.current = kept;
  const [server, hear] = useState(() => fromServer(first.rows, view.findings));
  const [saver] = useState(() => {
    // Typed in an earlier page, upon another version than the one that is there now.
    const isHalted = kept.value.version !== view.version && !isSame(kept.value, first);
    return new Saver<EnrolmentView>(
      { version: view.version, saved: first, isHalted },
      {
        read: () => latest.current.value,
        send: (body, leaving) => save(id, body, leaving),
        say,
        kept: (next, sent) => {
          hear(fromServer(sent.rows, next.findings));
          keep(client, next);
          if (latest.current.value === sent) latest.current.settle({ ...sent, version: next.version });
        },
      },
    );
  });
  const adopt = (next: EnrolmentView): void => {
    const form = formOf(next);
    saver.adopt(next.version, form);
    latest.current.settle(form);
    hear(fromServer(form.rows, next.findings));
    say({ kind: 'kept', at: next.changedAt });
  };
  return { saver, kept, server, adopt };
}

/** Tries again by itself when a cut is over. */
function useAgain(isOffline: boolean, again: () => unknown): void {
  const now = useRef(again);
  now.current = again;
  useEffect(() => {
    if (!isOffline) return;
    const retry = () => void now.current();
    const timer = setInterval(retry, AGAIN_MS);
    window.addEventListener('online', retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', retry);
    };
  }, [isOffline]);
}

export function useWriting(view: EnrolmentView) {
  const client = useQueryClient();
  const { id } = view;
  const [said, say] = useState<Phase>({ kind: 'kept', at: view.changedAt });
  const { saver, kept, server, adopt } = useSaver(view, { client, id, say });
  const form = kept.value;
  const adoptLatest = useRef(adopt);
  adoptLatest.current = adopt;
  const phase: Phase = saver.isHalted && said.kind === 'kept' ? { kind: 'stale', error: null } : said;

  useEffect(() => {
    if (saver.isHalted || !saver.isDirty(form)) return;
    say((before) => (before.kind === 'kept' ? { kind: 'typing' } : before));
    const timer = setTimeout(() => void saver.flush(), REST_MS);
    return () => clearTimeout(timer);
  }, [form, saver]);
  useAgain(phase.kind === 'offline', saver.flush);
  useEffect(() => {
    // Changed elsewhere, in another tab perhaps, while nothing was being written here.
    if (view.version > saver.version && !saver.isDirty()) adoptLatest.current(view);
  }, [view, saver]);
  useEffect(() => {
    const leave = () => {
      if (saver.isDirty()) whileLeaving(id, saver.flush(true));
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, saver]);

  return {
    form,
    phase,
    server,
    saver,
    change: (change: (form: Form) => Partial<Form>): void => kept.set((before) => ({ ...before, ...change(before) })),
    takeTheirs: async (): Promise<void> => adopt(await freshOne(client, id)),
    keepMine: async (): Promise<void> => {
      const { version } = await freshOne(client, id);
      saver.adopt(version, saver.saved);
      await saver.flush();
    },
  };
}
export type Writer = ReturnType<typeof useWriting>;
