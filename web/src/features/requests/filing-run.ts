/** One sending of a request: checks, waits for the files, sends until somebody answers. */
import type { QueryClient } from '@tanstack/react-query';
import { fileRequest, type RequestView } from '#contract/requests.ts';
import { faultsOf } from '#web/shared/check.ts';
import { Unreachable } from '#web/shared/client.ts';
import type { Translate } from '#web/shared/i18n.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { type FilingBody, file } from './queries.ts';
import { type ServiceForm, serviceFormQuery } from './service-form.ts';
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

type Asked = { form: ServiceForm; part: typeof import('./filing-answers.ts') };

/** The questions on the page; null: no service was chosen. */
async function askedOf({ client, keeper }: Run): Promise<Asked | null> {
  const { serviceId, formVersion } = keeper.read().draft.content;
  if (serviceId === null) return null;
  const form = await client.ensureQueryData(serviceFormQuery(serviceId, formVersion));
  return { form, part: await import('./filing-answers.ts') };
}

function bodyOf({ keeper, files }: Run, asked: Asked | null): FilingBody {
  const { id, content: whole } = keeper.read().draft;
  const { principalId: _, ...content } = whole;
  return {
    draftId: id,
    ...content,
    areaId: content.areaId as string,
    urgency: content.urgency as FilingBody['urgency'],
    attachments: files.ready().map((one) => one.id),
    answers: asked === null ? {} : asked.part.keptOf(asked.form, content.answers),
    formVersion: asked?.form.version ?? null,
  };
}

function wrongAnswers({ t, keeper }: Run, asked: Asked | null, uploading: boolean): Record<string, string> {
  const { answers } = keeper.read().draft.content;
  return asked === null ? {} : asked.part.wrongOf(asked.form, { t, answers, uploading });
}

/** Null when the person would rather go on writing. */
async function sendUntilAnswered(run: Run, asked: Asked | null): Promise<RequestView | null> {
  const { client, signal, show, keeper } = run;
  const { key, content } = keeper.read().draft;
  const filing = { body: bodyOf(run, asked), key, principalId: content.principalId };
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
  const asked = await askedOf(run);
  const faults = { ...faultsOf(run.t, fileRequest.body, bodyOf(run, asked)), ...wrongAnswers(run, asked, true) };
  if (Object.keys(faults).length > 0) return { kind: 'wrong', faults };
  run.show({ name: 'uploads' });
  if (!(await run.files.settle())) return { kind: 'files-failed' };
  const wrong = wrongAnswers(run, asked, false);
  if (Object.keys(wrong).length > 0) return { kind: 'wrong', faults: wrong };
  run.keeper.mark({ sending: true });
  const view = await sendUntilAnswered(run, asked);
  if (view !== null) return { kind: 'filed', view };
  run.keeper.mark({ sending: false });
  return { kind: 'stopped' };
}
