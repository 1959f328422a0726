/** Calls of accounts: in, out, and one's own profile. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  askEmailChange,
  askPasswordReset,
  cancelEmailChange,
  changePassword,
  confirmEmail,
  createAccount,
  endOtherSessions,
  endSession,
  lookAtLink,
  type ProfileView,
  putPhoto,
  readProfile,
  removePhoto,
  useResetCode as resetByCode,
  type SessionView,
  savePreferences,
  saveProfile,
  setPassword,
  signIn,
  verifyAccount,
} from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call, sendFile } from '#web/shared/client.ts';
import { useToast } from '#web/shared/ui/toast.tsx';

const PROFILE = ['profile'] as const;
const SESSION = ['session'] as const;

/** After signing in nothing read before counts. */
export function useEntering<Body, Reply>(send: (body: Body) => Promise<Reply>) {
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
/** Whether the link still works, asked once as its page opens; who sent it sees that it was opened. */
export const useLink = (token: string, isWhole: boolean) =>
  useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => call(lookAtLink, { body: { token }, signal }),
    enabled: isWhole,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
export const useCode = () =>
  useMutation({ mutationFn: (body: BodyInput<typeof resetByCode>) => call(resetByCode, { body }) });
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
    mutationFn: (body: BodyInput<typeof saveProfile>) => call(saveProfile, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: PROFILE }),
  });
}

export type Preferences = BodyInput<typeof savePreferences>;

/** A choice shows at once, here and in the frame around; it goes back when the server does not take it. One at a time. */
export function usePreferences({ locale, theme, letters }: ProfileView) {
  const client = useQueryClient();
  const toast = useToast();
  const show = (next: Preferences) => {
    client.setQueryData(PROFILE, (read: ProfileView | undefined) => read && { ...read, ...next });
    const worn = { locale: next.locale, theme: next.theme };
    client.setQueryData(SESSION, (read: SessionView | undefined) => read && { ...read, ...worn });
  };
  const send = useMutation({
    scope: { id: 'preferences' },
    mutationFn: (body: Preferences) => call(savePreferences, { body }),
    onMutate: async (body) => {
      await client.cancelQueries({ queryKey: PROFILE });
      await client.cancelQueries({ queryKey: SESSION });
      show(body);
      return { locale, theme, letters };
    },
    onSuccess: () => toast((t) => t('auth.profile.saved')),
    onError: (_error, _body, before) => {
      if (before) show(before);
    },
  });
  return {
    choose: (next: Partial<Preferences>) => send.mutate({ locale, theme, letters, ...next }),
    error: send.error,
  };
}

/** An act on the own account; the profile is asked again whatever came of it. */
function useOwnAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    // Not waited for: the line that asked may be gone with the new profile, and its word would be lost.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: PROFILE });
    },
  });
}

export const useEndSession = () => useOwnAct((id: string) => call(endSession, { params: { id } }));
export const useEndOtherSessions = () => useOwnAct(() => call(endOtherSessions));
export const useAskEmail = () => useOwnAct((body: BodyInput<typeof askEmailChange>) => call(askEmailChange, { body }));
export const useCancelEmail = () => useOwnAct(() => call(cancelEmailChange));
/** Another address: who is signed in here is asked again. */
export const useConfirmEmail = () =>
  useEntering((body: BodyInput<typeof confirmEmail>) => call(confirmEmail, { body }));

/** The answer is the profile; the frame around shows the new face at once. */
function useFace<Given>(act: (given: Given) => Promise<ProfileView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (profile) => {
      client.setQueryData(PROFILE, profile);
      await client.invalidateQueries({ queryKey: SESSION });
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'profile' });
    },
  });
}

export const usePutPhoto = (progress: (fraction: number) => void) =>
  useFace((file: Blob) => sendFile(putPhoto, { file }, { progress, signal: new AbortController().signal }));
export const useRemovePhoto = () => useFace(() => call(removePhoto));
