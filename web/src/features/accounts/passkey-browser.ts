/** What the browser does with authenticators; fetched with the first passkey that is made or used. */
import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import type { addPasskey, answerByPasskey, askPasskey, askPasskeyEntry, beginPasskey } from '#contract/passkeys.ts';
import type { MessageKey } from '#web/shared/i18n.ts';
import { NoPasskey } from './no-passkey.ts';

/** Throws `NoPasskey` where nothing came of it: most often because the person closed what the browser showed. */
export async function makePasskey(
  optionsJSON: ReplyOf<typeof beginPasskey>,
): Promise<BodyInput<typeof addPasskey>['made']> {
  const { id, response } = await startRegistration({ optionsJSON }).catch((error: unknown) => {
    const known = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    throw new NoPasskey(known ? 'auth.passkey.already' : 'auth.passkey.not-made');
  });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, clientDataJSON, attestationObject, transports };
}

/** As `makePasskey`; `none` says what there is to do instead. */
export async function takePasskey(
  optionsJSON: ReplyOf<typeof askPasskey> | ReplyOf<typeof askPasskeyEntry>,
  none: MessageKey,
): Promise<BodyInput<typeof answerByPasskey>> {
  const { id, response } = await startAuthentication({ optionsJSON }).catch(() => {
    throw new NoPasskey(none);
  });
  const { clientDataJSON, authenticatorData, signature } = response;
  return { id, clientDataJSON, authenticatorData, signature };
}
