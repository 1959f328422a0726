/** Every call about the next version of the privacy notice. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '#contract/operation.ts';
import { publishPrivacyNotice, readNextNotice } from '#contract/privacy.ts';
import { call } from '#web/shared/client.ts';

/** Asked again whenever somebody comes back to the window: another may have published meanwhile. */
export const useNextNotice = () =>
  useQuery({
    queryKey: ['next-privacy-notice'],
    queryFn: ({ signal }) => call(readNextNotice, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
  });

export function usePublishNotice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof publishPrivacyNotice>) => call(publishPrivacyNotice, { body }),
    // Nobody wants it published later, by itself, once the network is back.
    networkMode: 'always',
    retry: false,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['privacy-notice'] });
      void client.invalidateQueries({ queryKey: ['session'] });
      void client.invalidateQueries({ queryKey: ['desk-state'] });
    },
  });
}
