/**
 * The draft of a service as it is edited: in this tab at once, on the server a moment after the last key. Whoever saved in
 * between is never overwritten unasked: the person chooses between both.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as v from 'valibot';
import { type ServiceContent, type ServiceDetail, saveServiceDraft } from '#contract/catalogue-admin.ts';
import { Refused } from '#web/shared/client.ts';
import { useKept } from '#web/shared/kept.ts';
import { catalogueKeys, readAgain, useDiscardDraft, useSaveDraft } from './queries.ts';
import { tidy } from './questions.ts';

const PAUSE_MS = 1200;
const AGAIN_MS = 5000;

/** unfit: something in it cannot be kept on the server as it stands, and is said at its place. */
export type Saving = 'still' | 'waiting' | 'saving' | 'saved' | 'failed' | 'stale' | 'unfit';
/** `version`: of the draft on the server that this one follows; 0: none. */
type Work = { content: ServiceContent; version: number };

/** `newest`: the content of the newest version, from which a draft begins. */
const workOf = (service: ServiceDetail, newest: ServiceContent): Work => ({
  content: service.draft?.content ?? newest,
  version: service.draft?.version ?? 0,
});

const tidied = (content: ServiceContent): ServiceContent => ({ ...content, form: tidy(content.form) });
const same = (a: ServiceContent, b: ServiceContent): boolean => JSON.stringify(tidied(a)) === JSON.stringify(tidied(b));

type Kept = ReturnType<typeof useKept<Work>>;
type Answer = { version: number; savedAt: string };

/** What the server has of it, and one saving at a time. */
function useSaver(id: string, kept: Kept, start: Work & { savedAt: string | null }) {
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>('still');
  const [savedAt, setSavedAt] = useState(start.savedAt);
  const [outrun, setOutrun] = useState<unknown>(null);
  const latest = useRef(kept.value);
  latest.current = kept.value;
  const onServer = useRef(start.content);
  const running = useRef<Promise<boolean> | null>(null);
  const { mutateAsync } = useSaveDraft(id);

  const settle = (work: Work) => {
    onServer.current = work.content;
    latest.current = work;
    kept.settle(work);
  };
  const saved = (sent: ServiceContent, answer: Answer) => {
    const { version } = answer;
    onServer.current = sent;
    if (latest.current.content === sent) settle({ content: sent, version });
    else kept.set((now) => ({ ...now, version }));
    setSavedAt(answer.savedAt);
    showSaved(client, { id, content: sent, ...answer });
  };
  const saveOnce = async (): Promise<boolean> => {
    const { content, version } = latest.current;
    const body = { version, content: tidied(content) };
    if (!v.is(saveServiceDraft.body, body)) {
      setSaving('unfit');
      return false;
    }
    setSaving('saving');
    try {
      saved(content, await mutateAsync(body));
      setSaving('saved');
      return true;
    } catch (error) {
      setOutrun(error);
      setSaving(error instanceof Refused && error.problem.code === 'version.stale' ? 'stale' : 'failed');
      return false;
    }
  };
  /** True when the server has everything that was typed. */
  const save = async (): Promise<boolean> => {
    while (running.current !== null) await running.current;
    if (same(latest.current.content, onServer.current)) return true;
    running.current = saveOnce().finally(() => {
      running.current = null;
    });
    return running.current;
  };
  return { saving, setSaving, outrun, savedAt, setSavedAt, latest, onServer, settle, save };
}

function showSaved(client: QueryClient, given: Answer & { id: string; content: ServiceContent }): void {
  const { id, ...draft } = given;
  client.setQueryData<ServiceDetail>(catalogueKeys.service(id), (now) =>
    now ? { ...now, draft: { ...draft, savedBy: null, troubles: [] } } : now,
  );
  for (const queryKey of [catalogueKeys.changes(id), catalogueKeys.impact(id), catalogueKeys.tree])
    void client.invalidateQueries({ queryKey });
}

/** A moment after the last key, and on leaving. */
function useSavedSoon(content: ServiceContent, saver: ReturnType<typeof useSaver>): void {
  const { saving, onServer } = saver;
  const save = useRef(saver.save);
  save.current = saver.save;
  useEffect(() => {
    if (saving === 'stale' || same(content, onServer.current)) return;
    const timer = setTimeout(() => void save.current(), saving === 'failed' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content, saving, onServer]);
  useEffect(() => () => void save.current(), []);
}

export function useServiceDraft(service: ServiceDetail, newest: ServiceContent) {
  const client = useQueryClient();
  const { id } = service;
  const start = workOf(service, newest);
  const kept = useKept<Work>(`service.${id}`, start);
  const saver = useSaver(id, kept, { ...start, savedAt: service.draft?.savedAt ?? null });
  const { saving, setSaving, setSavedAt, latest, onServer, settle, save } = saver;
  const { content, version } = kept.value;
  useSavedSoon(content, saver);
  return {
    content,
    /** Of the draft on the server. */
    version,
    saving: saving === 'saved' && !same(content, onServer.current) ? ('waiting' as const) : saving,
    savedAt: saver.savedAt,
    /** Why it was not saved last time: says who was first. */
    outrun: saver.outrun,
    restored: kept.restored,
    change: (patch: Partial<ServiceContent>) => kept.set((now) => ({ ...now, content: { ...now.content, ...patch } })),
    save,
    /** Published, restored, or somebody else's: that is what is edited from now on. */
    settle: (next: ServiceDetail, from: ServiceContent) => {
      settle(workOf(next, from));
      setSaving('still');
      setSavedAt(next.draft?.savedAt ?? null);
    },
    takeTheirs: async () => {
      settle(workOf(await readAgain(client, id), newest));
      setSaving('still');
    },
    keepMine: async () => {
      const theirs = workOf(await readAgain(client, id), newest);
      onServer.current = theirs.content;
      latest.current = { ...latest.current, version: theirs.version };
      kept.set((now) => ({ ...now, version: theirs.version }));
      setSaving('still');
      await save();
    },
    discarding: useDiscardDraft(id),
  };
}

export type ServiceDraft = ReturnType<typeof useServiceDraft>;
