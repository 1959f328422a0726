/** An act of the desk on the request shown: seen at once, taken back with words when it is refused or undone. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestView } from '#contract/requests.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { showOthers, showRequest } from './queries.ts';
import { Waits } from './waits.ts';

/**
 * As `useAct`. `foreseen`: what is shown until the server has answered. An act that waits (`Waits`) is answered when it is
 * recorded; until then what is foreseen of it stays on screen.
 */
export function useDeskAct<Given>(
  ref: string,
  act: (given: Given) => Promise<RequestView | Waits>,
  foreseen?: { id: string; as: Foreseen },
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    retry: false,
    networkMode: 'always',
    onMutate: () => ({ takeBack: foreseen === undefined ? () => undefined : foresee(foreseen.id, foreseen.as) }),
    onSuccess: (answer, _given, { takeBack }) => {
      const ended = answer instanceof Waits ? answer.ended : Promise.resolve(answer);
      void ended
        .then(
          (view) => (view === null ? undefined : showRequest(client, ref, view)),
          (error: unknown) => showOthers(client, ref, error),
        )
        .catch(() => undefined)
        .finally(takeBack);
    },
    onError: (error, _given, before) => {
      before?.takeBack();
      showOthers(client, ref, error);
    },
  });
}
