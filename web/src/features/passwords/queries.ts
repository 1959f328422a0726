/** Every call about what is asked of passwords. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { readPasswordPolicy, savePasswordPolicy } from '#contract/password-policy.ts';
import { listPasswordStandings, readPasswordReport } from '#contract/password-report.ts';
import { call } from '#web/shared/client.ts';
import { isFiltered, type ReportFilter } from './report-filter.ts';

export type Read = ReplyOf<typeof readPasswordPolicy>;

const POLICY = ['password-policy'] as const;

export const usePolicy = () =>
  useQuery({
    queryKey: POLICY,
    queryFn: ({ signal }) => call(readPasswordPolicy, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Pages elsewhere say how long a password lasts. */
export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof savePasswordPolicy>) => call(savePasswordPolicy, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['institution'] }),
  });
}

/** The numbers of the report. */
export const useReport = () =>
  useQuery({
    queryKey: ['password-report'],
    queryFn: ({ signal }) => call(readPasswordReport, { signal }),
    staleTime: 0,
  });

/** The people behind one of them; asked for only once one is chosen. */
export const useStandings = (filter: ReportFilter) =>
  useInfiniteQuery({
    queryKey: ['password-report', 'people', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listPasswordStandings, { query: { ...filter, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: isFiltered(filter),
    staleTime: 0,
  });
