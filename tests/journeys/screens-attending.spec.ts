/** Every screen of those who attend, as `tests/kit/screens.ts` looks at it. */
import { lookAt } from '../kit/screens.ts';

lookAt('attending');
