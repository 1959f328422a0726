/** Before each file of tests of the API. */
import { hashQuickly } from './hashes.ts';

hashQuickly();
