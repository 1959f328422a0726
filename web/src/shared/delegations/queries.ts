import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type DelegationView,
  endDelegation,
  grantDelegation,
  listDelegations,
  listOwnDelegations,
} from '#contract/delegations.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const DELEGATIONS = ['delegations'] as const;

export const useOwnDelegations = () =>
  useQuery({
    queryKey: [...DELEGATIONS, 'own'],
    queryFn: ({ signal }) => call(listOwnDelegations, { signal }),
  });

export const useDelegationsOf = (personId: string) =>
  useQuery({
    queryKey: [...DELEGATIONS, personId],
    queryFn: ({ signal }) => call(listDelegations, { params: { id: personId }, signal }),
  });

function useAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: DELEGATIONS }) });
}

export const useEndDelegation = () =>
  useAct((id: DelegationView['id']) => call(endDelegation, { params: { id }, body: {} }));

export const useGrantDelegation = (personId: string) =>
  useAct(({ key, ...body }: BodyInput<typeof grantDelegation> & { key: string }) =>
    call(grantDelegation, { params: { id: personId }, body, key }),
  );
