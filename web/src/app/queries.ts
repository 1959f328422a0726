/** What the shells need of the server: the institution, the session. */
import { queryOptions } from '@tanstack/react-query';
import { readSession } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import { call } from '#web/shared/client.ts';

export const institutionQuery = queryOptions({
  queryKey: ['institution'],
  queryFn: () => call(readInstitution),
  staleTime: 300_000,
});
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(readSession),
  staleTime: 20_000,
  refetchInterval: 60_000,
});
