/** Every call about the institution: its first set-up and its settings. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { completeSetUp, openSetUp, readSettings, saveSettings, sendSetUpLetter } from '#contract/institution.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { foreseeSweep, readRetention, saveRetention } from '#contract/retention.ts';
import { readSecondFactorRule, saveSecondFactorRule } from '#contract/second-factor.ts';
import { call } from '#web/shared/client.ts';

export type SetUp = BodyInput<typeof completeSetUp>;
export type Proposed = ReplyOf<typeof openSetUp>['proposed'];
export type Settings = ReplyOf<typeof readSettings>;

const SETTINGS = ['settings'] as const;

/** Read once: what is being typed is newer than anything that could arrive later. */
export const useProposed = (token: string) =>
  useQuery({
    queryKey: ['set-up', token],
    queryFn: ({ signal }) => call(openSetUp, { body: { token }, signal }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const useTestLetter = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof sendSetUpLetter>) => call(sendSetUpLetter, { body }) });

/** The desk is another one afterwards: everything known of it is asked again. */
export function useCompleteSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetUp) => call(completeSetUp, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['institution'] }),
  });
}

export const useSettings = () =>
  useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => call(readSettings, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

const RULE = ['second-factor-rule'] as const;

export const useSecondFactorRule = () =>
  useQuery({ queryKey: RULE, queryFn: ({ signal }) => call(readSecondFactorRule, { signal }) });

export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof saveSecondFactorRule>) => call(saveSecondFactorRule, { body }),
    onSuccess: (rule) => client.setQueryData(RULE, rule),
  });
}

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof saveSettings>) => call(saveSettings, { body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: SETTINGS }),
        client.invalidateQueries({ queryKey: ['institution'] }),
      ]),
  });
}

export type Retention = ReplyOf<typeof readRetention>;

export const useRetention = () =>
  useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => call(readRetention, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const useSaveRetention = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof saveRetention>) => call(saveRetention, { body }) });

/** Counted as it is asked: what was foreseen yesterday is no reason to press a button today. */
export const useForeseen = (letterDays: number) =>
  useQuery({
    queryKey: ['retention', 'foreseen', letterDays],
    queryFn: ({ signal }) => call(foreseeSweep, { query: { letterDays: String(letterDays) }, signal }),
    staleTime: 0,
    gcTime: 0,
  });
