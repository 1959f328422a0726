/** Every screen of those who govern the desk and administer it, as `tests/kit/screens.ts` looks at it. */
import { lookAt } from '../kit/screens.ts';

lookAt('governing');
