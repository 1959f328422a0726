import { Readable } from 'node:stream';
import { openScanner } from '../../shared/clamd.ts';
import { type Check, finding } from './finding.ts';

const PATIENCE = 10_000;

/** Shows the antivirus a harmless line. */
export const scanner: Check = async ({ settings: { clamdUrl: url } }) => {
  const asked = openScanner(url);
  if (asked === null || url === null) return [finding('scanner', 'fine', { key: 'doctor.scanner.none' })];
  const verdict = await asked.scan(Readable.from([Buffer.from('mesa doctor\n')]), PATIENCE);
  if (verdict.found === 'unknown')
    return [finding('scanner', 'fault', { key: 'doctor.scanner.silent', values: { url, reason: verdict.detail } })];
  return [finding('scanner', 'fine', { key: 'doctor.scanner.fine', values: { url } })];
};
