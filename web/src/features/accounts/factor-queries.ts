/** Calls of the second factor: its step, what one has of it, and proving once more who one is. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '#contract/operation.ts';
import {
  answerSecondStep,
  beginTotp,
  confirmSession,
  confirmTotp,
  readFactors,
  removeTotp,
  renewRecoveryCodes,
} from '#contract/second-factor.ts';
import { call } from '#web/shared/client.ts';

const FACTORS = ['factors'] as const;

export const useFactors = () => useQuery({ queryKey: FACTORS, queryFn: () => call(readFactors) });

export const useAnswer = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof answerSecondStep>) => call(answerSecondStep, { body }) });
export const useConfirm = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof confirmSession>) => call(confirmSession, { body }) });
export const useBeginTotp = () => useMutation({ mutationFn: () => call(beginTotp) });

/** Other sessions end with a change of factors: the list of them is asked again too. */
export function useChange<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: FACTORS });
      void client.invalidateQueries({ queryKey: ['profile'] });
    },
  });
}

export const useConfirmTotp = () => useChange((body: BodyInput<typeof confirmTotp>) => call(confirmTotp, { body }));
export const useRemoveTotp = () => useChange(() => call(removeTotp));
export const useRenewCodes = () => useChange(() => call(renewRecoveryCodes));
