/** Every call about what is asked of passwords. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import { readPasswordPolicy, savePasswordPolicy } from '#contract/password-policy.ts';
import { call } from '#web/shared/client.ts';

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
