/** Calls of passkeys: each asks the server for a challenge, the browser for its answer, and the server what comes of it. */
import { useMutation } from '@tanstack/react-query';
import {
  addPasskey,
  answerByPasskey,
  askPasskey,
  askPasskeyEntry,
  beginPasskey,
  confirmByPasskey,
  enterByPasskey,
  removePasskey,
} from '#contract/passkeys.ts';
import { call } from '#web/shared/client.ts';
import { useChange } from './factor-queries.ts';
import { useEntering } from './queries.ts';

const browser = () => import('./passkey-browser.ts');

export const useAddPasskey = () =>
  useChange(async (name: string) => {
    const { makePasskey } = await browser();
    const made = await makePasskey(await call(beginPasskey));
    return call(addPasskey, { body: { name, made } });
  });

export const useRemovePasskey = () => useChange((id: string) => call(removePasskey, { params: { id } }));

async function asserted() {
  const { takePasskey } = await browser();
  return takePasskey(await call(askPasskey), 'auth.passkey.none');
}

export const useAnswerByPasskey = () =>
  useMutation({ mutationFn: async () => call(answerByPasskey, { body: await asserted() }) });
export const useConfirmByPasskey = () =>
  useMutation({ mutationFn: async () => call(confirmByPasskey, { body: await asserted() }) });

export const useEnterByPasskey = () =>
  useEntering(async (_: undefined) => {
    const { takePasskey } = await browser();
    return call(enterByPasskey, { body: await takePasskey(await call(askPasskeyEntry), 'entrances.passkey-none') });
  });
