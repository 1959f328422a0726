/** Every call the screen of agencies makes. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import {
  type AgencyPage,
  addAgency,
  callOffSuccession,
  changeAgency,
  dissolveAgency,
  planSuccession,
  readAgency,
  readOrganisation,
} from '#contract/organisation.ts';
import { call, Refused } from '#web/shared/client.ts';

export type Organisation = ReplyOf<typeof readOrganisation>;

const TREE = ['agencies', 'tree'] as const;
const one = (id: string) => ['agencies', 'one', id] as const;

export const useTree = () => useQuery({ queryKey: TREE, queryFn: ({ signal }) => call(readOrganisation, { signal }) });

export const useAgency = (id: string) =>
  useQuery({ queryKey: one(id), queryFn: ({ signal }) => call(readAgency, { params: { id }, signal }) });

export const isStale = (error: unknown): boolean => error instanceof Refused && error.problem.code === 'version.stale';

/** One act on an agency: its answer is what the page shows; what else names agencies is asked for again. */
function useAct<Given>(act: (given: Given) => Promise<AgencyPage>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (page) => {
      client.setQueryData(one(page.agency.id), page);
      for (const queryKey of [['agencies'], ['organisation'], ['people']]) void client.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      if (isStale(error)) return client.invalidateQueries({ queryKey: ['agencies'] });
    },
  });
}

export type Added = BodyInput<typeof addAgency>;
export const useAdd = () => useAct(({ key, body }: { key: string; body: Added }) => call(addAgency, { body, key }));
export const useChange = (id: string) =>
  useAct((body: BodyInput<typeof changeAgency>) => call(changeAgency, { params: { id }, body }));
export const usePlan = (id: string) =>
  useAct((body: BodyInput<typeof planSuccession>) => call(planSuccession, { params: { id }, body }));
export const useDissolve = (id: string) =>
  useAct((body: BodyInput<typeof dissolveAgency>) => call(dissolveAgency, { params: { id }, body }));
export const useCallOff = (id: string) =>
  useAct((body: BodyInput<typeof callOffSuccession>) => call(callOffSuccession, { params: { id }, body }));
