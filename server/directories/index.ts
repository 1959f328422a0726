/** Directories that vouch for people at the door: OpenID Connect and LDAP. */
import type { Slice } from '../shared/house.ts';
import { forget } from './forget-rows.ts';
import { sweepFlows } from './identity-rows.ts';
import { routes } from './routes.ts';

export { followAgency as followAgencyInDirectories } from './agency-rows.ts';
export { directoriesOf, UNLINKED_BY_DESK } from './by-desk.ts';
export { vouch } from './by-password.ts';
export { entersByDesk, vouchedFor } from './identity-rows.ts';
export { everyDirectory } from './rows.ts';

export const directoriesSlice: Slice = {
  name: 'directories',
  routes,
  forgets: forget,
  schedules: [
    { name: 'sweep-directories', cron: '29 * * * *', run: (house) => house.store.aside('sweep', sweepFlows) },
  ],
};
