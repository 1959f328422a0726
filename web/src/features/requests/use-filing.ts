/** Filing on the page: one sending at a time, taken up again after a reload, and where it leads. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { type Outcome, type Phase, runFiling } from './filing-run.ts';
import { showRequest } from './queries.ts';
import { formChanged } from './service-form.ts';
import type { Attachments } from './use-attachments.ts';
import { refOf } from './words.ts';

const STILL_MEANT_MS = 3_600_000;

const wasInterrupted = (keeper: DraftKeeper): boolean => {
  const { sending, at } = keeper.read().draft;
  return sending && Date.now() - Date.parse(at) < STILL_MEANT_MS;
};

type State = { phase: Phase; faults: Record<string, string>; attempt: number };

/** These are answered by signing in, or with a new password; the sending then goes on from where it stopped. */
const AT_THE_DOOR = new Set(['session.required', 'password.expired']);

const codeIn = (error: unknown): string => (error instanceof Refused ? error.problem.code : '');

function phaseAfter(error: unknown, faults: Record<string, string>): Phase {
  if (codeIn(error) === 'idempotency.mismatch') return { name: 'twice' };
  return Object.keys(faults).length > 0 ? { name: 'editing' } : { name: 'refused', error };
}

/** What a request that arrived leaves: no draft, its page in hand, and the confirmation on screen. */
function useArrival(keeper: DraftKeeper) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCallback(
    async (view: RequestView, shown: boolean) => {
      keeper.finish();
      const ref = refOf(view);
      showRequest(client, ref, view);
      if (shown)
        await navigate({ to: '/solicitudes/$ref/acuse', params: { ref }, search: { nueva: 1 }, replace: true });
    },
    [client, keeper, navigate],
  );
}

/** Runs one sending at a time: a second click while one is under way does nothing. */
type Files = Pick<Attachments, 'ready' | 'settle'>;

function useSender(keeper: DraftKeeper, files: Files) {
  const t = useT();
  const client = useQueryClient();
  const arrive = useArrival(keeper);
  const [state, setState] = useState<State>({ phase: { name: 'editing' }, faults: {}, attempt: 0 });
  const stopper = useRef<AbortController | null>(null);
  const gone = useRef(false);
  const { ready, settle } = files;

  const end = useCallback((phase: Phase, faults: Record<string, string> = {}) => {
    setState(({ attempt }) => ({ phase, faults, attempt: attempt + 1 }));
  }, []);

  const send = useCallback(async () => {
    if (stopper.current !== null) return;
    const stop = new AbortController();
    stopper.current = stop;
    const { signal } = stop;
    const show = (phase: Phase) => setState(({ attempt }) => ({ phase, faults: {}, attempt }));
    try {
      const outcome: Outcome = await runFiling({ client, t, keeper, files: { ready, settle }, signal, show });
      if (outcome.kind === 'filed') await arrive(outcome.view, !gone.current);
      else if (outcome.kind === 'wrong') end({ name: 'editing' }, outcome.faults);
      else end({ name: outcome.kind === 'files-failed' ? 'files-failed' : 'editing' });
    } catch (error) {
      keeper.mark({ sending: AT_THE_DOOR.has(codeIn(error)) });
      if (codeIn(error) === 'form.changed') void formChanged(client, keeper.read().draft.content.serviceId);
      const faults = fieldErrors(t, error);
      end(phaseAfter(error, faults), faults);
    } finally {
      stopper.current = null;
    }
  }, [arrive, client, end, keeper, ready, settle, t]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      stopper.current?.abort();
    };
  }, []);
  /** The field is being mended: its sentence goes before the next sending says anything. */
  const forget = useCallback((paths: readonly string[]) => {
    setState((before) => {
      const faults = Object.fromEntries(Object.entries(before.faults).filter(([path]) => !paths.includes(path)));
      return { ...before, faults };
    });
  }, []);
  return { state, send, forget, stop: useCallback(() => stopper.current?.abort(), []) };
}

export function useFiling(keeper: DraftKeeper, files: Files) {
  const { state, send, forget, stop } = useSender(keeper, files);
  const { name } = state.phase;

  // Reloaded, or signed in again, in the middle of sending: the same key goes once more and the first answer comes.
  // One left long ago is only offered as a draft: nobody expects it to leave by itself by then.
  const interrupted = useRef(wasInterrupted(keeper));
  useEffect(() => {
    if (!interrupted.current) return;
    interrupted.current = false;
    void send();
  }, [send]);

  return {
    ...state,
    send,
    forget,
    keepWriting: stop,
    /** The person saw that the earlier one arrived and wants this one as well. */
    sendAsAnother: () => {
      keeper.mark({ key: newKey() });
      void send();
    },
    locked: name === 'sending' || name === 'offline' || name === 'uploads',
  };
}

export type Filing = ReturnType<typeof useFiling>;
