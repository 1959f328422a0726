import { existsSync } from 'node:fs';
import { tryServer } from '../../shared/mail/probe.ts';
import { openSecrets } from '../../shared/secrets.ts';
import { type Check, finding } from './finding.ts';

const KEYS = {
  unreadable: 'doctor.mail.unreadable',
  name: 'doctor.mail.name',
  refused: 'doctor.mail.refused',
  certificate: 'doctor.mail.certificate',
  'sign-in': 'doctor.mail.sign-in',
  silent: 'doctor.mail.silent',
} as const;

/** Signs in to the mail server and leaves; no letter is sent. */
export const mail: Check = async ({ settings }) => {
  const { smtpUrl: set, secretsDir } = settings;
  // Looking makes no folder.
  const kept = existsSync(secretsDir) ? openSecrets(secretsDir).read('smtp-url') : null;
  const smtpUrl = set ?? kept;
  if (smtpUrl === null) return [finding('mail', 'warning', { key: 'doctor.mail.none' })];
  const trouble = await tryServer(smtpUrl, new URL(settings.publicUrl).hostname);
  if (trouble === null) return [finding('mail', 'fine', { key: 'doctor.mail.fine' })];
  const { host, reason } = trouble;
  return [finding('mail', 'fault', { key: KEYS[trouble.kind], values: { host, reason } })];
};
