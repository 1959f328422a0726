/** The process that seals: bytes in, sealed bytes out, for the recipients it is called with. It holds no key that opens anything. */
import { pipeline } from 'node:stream/promises';
import { standBack } from '../shared/stand-back.ts';
import { sealFor } from './seal.ts';

// People who wait for a page go first.
standBack();
await pipeline(process.stdin, sealFor(process.argv.slice(2)), process.stdout);
