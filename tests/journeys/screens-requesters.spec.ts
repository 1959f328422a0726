/** Every screen of the requesters, of whoever signs in, and of agencies, as `tests/kit/screens.ts` looks at it. */
import { lookAt } from '../kit/screens.ts';

lookAt('requesters');
