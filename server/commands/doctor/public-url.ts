import { type Check, finding } from './finding.ts';
import { isDesk, ownAddress } from './port.ts';

const PATIENCE = 8_000;
const MISDIRECTED = 421;

/** Asked only while the desk is open: whether the address people use leads to it, under the name it knows. */
export const publicUrl: Check = async ({ settings }) => {
  const url = settings.publicUrl;
  if (!(await isDesk(ownAddress(settings))))
    return [finding('public-url', 'unknown', { key: 'doctor.public-url.closed', values: { url } })];
  const answer = await fetch(`${url}/api/institution`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { failed: cause.slice(0, 200) };
  });
  if ('failed' in answer)
    return [
      finding('public-url', 'fault', { key: 'doctor.public-url.unreachable', values: { url, reason: answer.failed } }),
    ];
  await answer.body?.cancel();
  if (answer.status === MISDIRECTED)
    return [finding('public-url', 'fault', { key: 'doctor.public-url.mismatch', values: { url } })];
  if (!answer.ok || !answer.headers.has('x-request-id'))
    return [finding('public-url', 'fault', { key: 'doctor.public-url.other', values: { url, status: answer.status } })];
  return [finding('public-url', 'fine', { key: 'doctor.public-url.fine', values: { url } })];
};
