import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WEB_FOLDER } from '../running.ts';
import { type Check, finding } from './finding.ts';

export const web: Check = async () =>
  existsSync(join(WEB_FOLDER, 'index.html'))
    ? [finding('web', 'fine', { key: 'doctor.web.fine' })]
    : [finding('web', 'fault', { key: 'doctor.web.missing' })];
