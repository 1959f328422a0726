/** Every call about reported errors of the program. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  listErrorReports,
  mendErrorReport,
  REPORT_STATES,
  readErrorReport,
  reopenErrorReport,
} from '#contract/error-reports.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const keys = { reports: ['error-reports'], state: ['desk-state'] } as const;

export type ReportLine = ReplyOf<typeof listErrorReports>['items'][number];
export type Report = ReplyOf<typeof readErrorReport>;
export type ReportState = ReportLine['state'];
export type ReportFilter = { readonly state: ReportState | undefined; readonly code: string | undefined };

export const isReportState = (value: unknown): value is ReportState => REPORT_STATES.some((state) => state === value);

const EVERY = 60_000;

export const useReports = ({ state, code }: ReportFilter) =>
  useInfiniteQuery({
    queryKey: [...keys.reports, 'list', state ?? 'all', code ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call(listErrorReports, { query: { state, code, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: EVERY,
  });

export const useReportById = (id: string) =>
  useQuery({
    queryKey: [...keys.reports, 'one', id],
    queryFn: ({ signal }) => call(readErrorReport, { params: { id }, signal }),
  });

type Settling = { id: string; version: number; note: string | null };

/** `note` null: it is new again. */
export function useSettleReport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, note }: Settling) =>
      note === null
        ? call(reopenErrorReport, { params: { id }, body: { version } })
        : call(mendErrorReport, { params: { id }, body: { version, note } }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.reports }),
        client.invalidateQueries({ queryKey: keys.state }),
      ]),
  });
}
