/** Server state. Refusals are answers and are not repeated; a lost connection is tried again a few times. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refused } from '#web/shared/client.ts';
import { isPassing } from '#web/shared/passing.ts';

type OnRefusal = (error: Refused) => void;
let onRefusal: OnRefusal = () => undefined;

/** The app says what to do when a session has ended or a password expired. */
export const whenRefused = (next: OnRefusal): void => {
  onRefusal = next;
};

const heed = (error: unknown): void => {
  if (error instanceof Refused) onRefusal(error);
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: heed }),
  mutationCache: new MutationCache({ onError: heed }),
  defaultOptions: {
    queries: {
      retry: (count, error) => isPassing(error) && count < 2,
      staleTime: 5_000,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
