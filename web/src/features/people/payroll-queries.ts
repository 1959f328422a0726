/** Every call of the screens of the payroll. */
import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '#contract/operation.ts';
import {
  listPayrollAbsent,
  listPayrollLines,
  listPayrolls,
  lookAtPayroll,
  type PayrollDetail,
  type PayrollId,
  type PayrollOutcome,
  readPayroll,
  sayPayrollMeaning,
  startPayroll,
  stopPayroll,
} from '#contract/payroll.ts';
import { call, isOutrun, sendFile } from '#web/shared/client.ts';

const PAYROLLS = ['payrolls'] as const;
const keys = {
  list: [...PAYROLLS, 'list'] as const,
  one: (id: string) => [...PAYROLLS, 'one', id] as const,
  lines: (id: string) => [...PAYROLLS, 'lines', id] as const,
};
/** Milliseconds between two looks at a file that is being taken over. */
const FOLLOWING = 1_000;

export const usePayrolls = () =>
  useQuery({ queryKey: keys.list, queryFn: ({ signal }) => call(listPayrolls, { signal }) });

export const usePayroll = (id: string) =>
  useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => call(readPayroll, { params: { id: id as PayrollId }, signal }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? FOLLOWING : false),
  });

/** `as`: what the file stood at when they were read; another state, other lines. */
export const usePayrollLines = (id: string, of: { outcome: PayrollOutcome | undefined; as: string }) =>
  useInfiniteQuery({
    queryKey: [...keys.lines(id), of.outcome ?? 'all', of.as],
    queryFn: ({ pageParam, signal }) =>
      call(listPayrollLines, {
        params: { id: id as PayrollId },
        query: { outcome: of.outcome, after: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

export const useAbsent = (id: string, as: string) =>
  useQuery({
    queryKey: [...keys.one(id), 'absent', as],
    queryFn: ({ signal }) => call(listPayrollAbsent, { params: { id: id as PayrollId }, signal }),
    placeholderData: (before) => before,
  });

const keep = (client: QueryClient, detail: PayrollDetail): void => {
  client.setQueryData(keys.one(detail.id), detail);
  void client.invalidateQueries({ queryKey: keys.lines(detail.id) });
  void client.invalidateQueries({ queryKey: keys.list });
};

export function useLookAtPayroll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, progress }: { file: File; progress: (fraction: number) => void }) =>
      sendFile(lookAtPayroll, { query: { name: file.name }, file }, { progress, signal: new AbortController().signal }),
    onSuccess: (detail) => keep(client, detail),
  });
}

/** What somebody else did meanwhile is read again, so that the sentence stands beside how it is now. */
function useAct<Given>(id: string, act: (given: Given) => Promise<PayrollDetail>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (detail) => keep(client, detail),
    onError: (error) => {
      if (isOutrun(error)) void client.invalidateQueries({ queryKey: keys.one(id) });
    },
  });
}

export const useSay = (id: string) =>
  useAct(id, (body: BodyInput<typeof sayPayrollMeaning>) =>
    call(sayPayrollMeaning, { params: { id: id as PayrollId }, body }),
  );
export const useStartPayroll = (id: string) =>
  useAct(id, (body: BodyInput<typeof startPayroll>) => call(startPayroll, { params: { id: id as PayrollId }, body }));
export const useStopPayroll = (id: string) =>
  useAct(id, () => call(stopPayroll, { params: { id: id as PayrollId }, body: {} }));
