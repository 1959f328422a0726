/** Calls of accounts: in, out, and one's own profile. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  askPasswordReset,
  changePassword,
  createAccount,
  endSession,
  readProfile,
  savePreferences,
  saveProfile,
  setPassword,
  signIn,
  verifyAccount,
} from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const PROFILE = ['profile'] as const;
const SESSION = ['session'] as const;

/** After signing in nothing read before counts. */
function useEntering<Body, Reply>(send: (body: Body) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'institution' }),
  });
}

export const useSignIn = () => useEntering((body: BodyInput<typeof signIn>) => call(signIn, { body }));
export const useVerify = () => useEntering((body: BodyInput<typeof verifyAccount>) => call(verifyAccount, { body }));
export const useCreateAccount = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof createAccount>) => call(createAccount, { body }) });
export const useAskReset = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof askPasswordReset>) => call(askPasswordReset, { body }) });
export const useSetPassword = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof setPassword>) => call(setPassword, { body }) });
export const useOrganisation = () =>
  useQuery({ queryKey: ['organisation'], queryFn: () => call(listOrganisation), staleTime: 300_000 });
export const useProfile = () => useQuery({ queryKey: PROFILE, queryFn: () => call(readProfile) });

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof changePassword>) => call(changePassword, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: PROFILE }),
  });
}

export function useSaveProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ phone, ...body }: BodyInput<typeof saveProfile> & BodyInput<typeof savePreferences>) => {
      await call(saveProfile, { body: { phone } });
      return call(savePreferences, { body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: PROFILE });
      await client.invalidateQueries({ queryKey: SESSION });
    },
  });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(endSession, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: PROFILE }),
  });
}
