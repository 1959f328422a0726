/** One sending of a request: checks, waits for the files, sends until somebody answers. */
import type { QueryClient } from '@tanstack/react-query';
import { fileRequest, type RequestView } from '#contract/requests.ts';
import { faultsOf } from '#web/shared/check.ts';
import { Unreachable } from '#web/shared/client.ts';
import type { Translate } from '#web/shared/i18n.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { type FilingBody, file } from './queries.ts';
import type { Attachments } from './use-attachments.ts';

/**
 * editing: nothing under way · uploads: waits for files · sending: on its way · offline: the network is cut, it goes by
 * itself when it is back · twice: an earlier sending of this draft did arrive, with another text.
 */
export type Phase =
  | { name: 'editing' }
  | { name: 'uploads' }
  | { name: 'sending' }
  | { name: 'offline' }
  | { name: 'files-failed' }
  | { name: 'twice' }
  | { name: 'refused'; error: unknown };

export type Outcome =
  | { kind: 'filed'; view: RequestView }
  | { kind: 'wrong'; faults: Record<string, string> }
  | { kind: 'files-failed' }
  | { kind: 'stopped' };

const PAUSES_MS = [2000, 4000, 8000, 15_000, 30_000];

/** Until the network says it is back, or the pause is over (a desk that is down does not tell). */
const untilBetter = (attempt: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });

export type Run = {
  client: QueryClient;
  t: Translate;
  keeper: DraftKeeper;
  files: Pick<Attachments, 'ready' | 'settle'>;
  signal: AbortSignal;
  show: (phase: Phase) => void;
};

function bodyOf({ keeper, files }: Run): FilingBody {
  const { id, content } = keeper.read().draft;
  return {
    draftId: id,
    ...content,
    areaId: content.areaId as string,
    urgency: content.urgency as FilingBody['urgency'],
    attachments: files.ready().map((one) => one.id),
  };
}

/** Null when the person would rather go on writing. */
async function sendUntilAnswered(run: Run): Promise<RequestView | null> {
  const { client, signal, show, keeper } = run;
  const filing = { body: bodyOf(run), key: keeper.read().draft.key };
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      show({ name: 'sending' });
      return await file(client, filing);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      show({ name: 'offline' });
      await untilBetter(attempt, signal);
    }
  }
  return null;
}

/** Throws what the server refused with. */
export async function runFiling(run: Run): Promise<Outcome> {
  const faults = faultsOf(run.t, fileRequest.body, bodyOf(run));
  if (Object.keys(faults).length > 0) return { kind: 'wrong', faults };
  run.show({ name: 'uploads' });
  if (!(await run.files.settle())) return { kind: 'files-failed' };
  run.keeper.mark({ sending: true });
  const view = await sendUntilAnswered(run);
  if (view !== null) return { kind: 'filed', view };
  run.keeper.mark({ sending: false });
  return { kind: 'stopped' };
}
