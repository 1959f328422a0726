/** Every call about backups, their plan and the key to them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReplyOf } from '#contract/operation.ts';
import {
  type BackupPlan,
  type BackupView,
  cancelBackup,
  listBackups,
  makeRecoveryKey,
  readSafekeeping,
  type SafekeepingView,
  saveBackupPlan,
  startBackup,
} from '#contract/safekeeping.ts';
import { call, newKey } from '#web/shared/client.ts';

export type { BackupPlan, BackupView, SafekeepingView };
export type Details = NonNullable<SafekeepingView['details']>;
export type MadeKey = ReplyOf<typeof makeRecoveryKey>;

const keys = { standing: ['safekeeping'], backups: ['backups'], session: ['session'] } as const;

/** How often the open page asks again, milliseconds: while one is under way, and else. */
const WHILE_RUNNING = 2_000;
const EVERY = 30_000;

const isUnderWay = (data: SafekeepingView | undefined): boolean => (data?.details?.underWay ?? null) !== null;

export const useSafekeeping = () =>
  useQuery({
    queryKey: keys.standing,
    queryFn: ({ signal }) => call(readSafekeeping, { signal }),
    refetchInterval: ({ state: { data } }) => (isUnderWay(data) ? WHILE_RUNNING : EVERY),
  });

/** `underWay`: which one, and `null` when none is; the list is another then. */
export const useBackups = (wanted: boolean, underWay: string | null) =>
  useInfiniteQuery({
    queryKey: [...keys.backups, underWay],
    queryFn: ({ pageParam, signal }) => call(listBackups, { query: { cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    enabled: wanted,
    refetchInterval: EVERY,
  });

function useAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => Promise.all(Object.values(keys).map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** Pressed twice, it is one backup; after its answer the next press asks for another. */
export function useStart() {
  const key = useRef(newKey());
  return useAct(async (_: undefined) => {
    const reply = await call(startBackup, { key: key.current });
    key.current = newKey();
    return reply;
  });
}

export const useCancel = () => useAct((id: string) => call(cancelBackup, { params: { id } }));
export const useSavePlan = () =>
  useAct((body: { plan: BackupPlan; version: number }) => call(saveBackupPlan, { body }));
export const useMakeKey = () =>
  useAct((body: { replace: boolean; password: string }) => call(makeRecoveryKey, { body }));
