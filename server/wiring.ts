/** The ordered list of slices and what each gives the others; nothing else knows them all. */
import type { StandingNotice } from '#contract/institution.ts';
import { accountsSlice } from './accounts/index.ts';
import { agenciesSlice } from './agencies/index.ts';
import { anchorsSlice } from './anchors/index.ts';
import { announcementsSlice } from './announcements/index.ts';
import { arrivalsSlice } from './arrivals/index.ts';
import { attachmentsSlice, scannerFailing } from './attachments/index.ts';
import { calendarsSlice } from './calendars/index.ts';
import { cannedRepliesSlice } from './canned-replies/index.ts';
import { catalogueSlice } from './catalogue/index.ts';
import { complianceSlice } from './compliance/index.ts';
import { dataRightsSlice } from './data-rights/index.ts';
import { deactivationsSlice } from './deactivations/index.ts';
import { delegationsSlice } from './delegations/index.ts';
import { directoriesSlice } from './directories/index.ts';
import { dossiersSlice } from './dossiers/index.ts';
import { dutySlice } from './duty/index.ts';
import { enrolmentsSlice } from './enrolments/index.ts';
import { errorReportsSlice } from './error-reports/index.ts';
import { heldSlice } from './held/index.ts';
import { institutionSlice } from './institution/index.ts';
import { integrityNotice, integritySlice } from './integrity/index.ts';
import { movementsSlice } from './movements/index.ts';
import { mailFailing, notificationsSlice } from './notifications/index.ts';
import { organisationSlice } from './organisation/index.ts';
import { peopleSlice } from './people/index.ts';
import { privacySlice } from './privacy/index.ts';
import { queuesSlice } from './queues/index.ts';
import { readingsSlice } from './readings/index.ts';
import { recordsSlice } from './records/index.ts';
import { requestsSlice } from './requests/index.ts';
import { routingSlice } from './routing/index.ts';
import { safekeepingNotice, safekeepingSlice } from './safekeeping/index.ts';
import { serviceLevelsSlice } from './service-levels/index.ts';
import type { Forgets } from './shared/forgetting.ts';
import type { House, Slice } from './shared/house.ts';
import type { Route } from './shared/http/answer.ts';
import { type Reaction, type Schedule, workFailing } from './shared/jobs.ts';
import { sweepLimits } from './shared/limits.ts';
import { liveSlice } from './shared/live/slice.ts';
import type { LiveTopic } from './shared/live/topic.ts';
import { storageLow } from './shared/room.ts';
import { sweepKeys } from './shared/store.ts';
import { sweepFiles } from './shared/sweep-files.ts';
import type { Watch } from './shared/watches.ts';
import { staffRollsSlice } from './staff-rolls/index.ts';
import { teamsSlice } from './teams/index.ts';
import { timekeepingSlice } from './timekeeping/index.ts';
import { upkeepSlice } from './upkeep/index.ts';
import { urgencySlice } from './urgency/index.ts';
import { verificationSlice } from './verification/index.ts';

export { identify, liveIdentity } from './accounts/index.ts';
export { tellNewest } from './anchors/index.ts';
export { entersByDesk, vouch } from './directories/index.ts';
export { holdAct } from './held/index.ts';
export { unreadNotices } from './notifications/index.ts';
export { startingData } from './starting-data.ts';

/** The machinery's own schedule. */
const housekeeping: Slice = {
  name: 'housekeeping',
  schedules: [
    { name: 'limits-sweep', cron: '41 * * * *', run: (house) => sweepLimits(house.store) },
    { name: 'files-sweep', cron: '23 * * * *', run: (house) => sweepFiles(house, SLICES) },
    { name: 'keys-sweep', cron: '47 * * * *', run: (house) => sweepKeys(house.store) },
  ],
};

export const SLICES: readonly Slice[] = [
  institutionSlice,
  agenciesSlice,
  calendarsSlice,
  recordsSlice,
  attachmentsSlice,
  accountsSlice,
  directoriesSlice,
  complianceSlice,
  enrolmentsSlice,
  staffRollsSlice,
  serviceLevelsSlice,
  catalogueSlice,
  routingSlice,
  announcementsSlice,
  requestsSlice,
  delegationsSlice,
  deactivationsSlice,
  readingsSlice,
  movementsSlice,
  organisationSlice,
  teamsSlice,
  timekeepingSlice,
  cannedRepliesSlice,
  queuesSlice,
  heldSlice,
  urgencySlice,
  dutySlice,
  arrivalsSlice,
  peopleSlice,
  privacySlice,
  dataRightsSlice,
  errorReportsSlice,
  safekeepingSlice,
  anchorsSlice,
  integritySlice,
  dossiersSlice,
  verificationSlice,
  notificationsSlice,
  liveSlice,
  upkeepSlice,
  housekeeping,
];

export const STANDING: readonly ((house: House) => Promise<StandingNotice | null>)[] = [
  mailFailing,
  scannerFailing,
  workFailing,
  storageLow,
  safekeepingNotice,
  integrityNotice,
];

export const reactionsOf = (slices: readonly Slice[]): Reaction[] => slices.flatMap((slice) => slice.reactions ?? []);
export const schedulesOf = (slices: readonly Slice[]): Schedule[] => slices.flatMap((slice) => slice.schedules ?? []);
export const watchesOf = (slices: readonly Slice[]): Watch[] => slices.flatMap((slice) => slice.watches ?? []);
export const forgetsOf = (slices: readonly Slice[]): Forgets[] => slices.flatMap((slice) => slice.forgets ?? []);
export const keptFilesOf = (slices: readonly Slice[]): string[] => slices.flatMap((slice) => slice.keptFiles ?? []);
export const topicsOf = (slices: readonly Slice[]): LiveTopic[] => slices.flatMap((slice) => slice.live ?? []);
export const routesOf = (slices: readonly Slice[], house: House): Route[] =>
  slices.flatMap((slice) => [...(slice.routes?.(house) ?? [])]);
