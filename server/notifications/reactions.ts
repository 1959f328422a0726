/** What is told when, and the sending of what is queued. */
import { ACT_REFUSED } from '../held/index.ts';
import type { Reaction, Schedule } from '../shared/jobs.ts';
import { coverNotices, REDACTION_FACTS } from './cover-notices.ts';
import { dispatch } from './dispatch.ts';
import { sweepLetters } from './sweep.ts';
import { LETTERS, TOLD_ACCOUNT_FACTS, TOLD_REQUEST_FACTS, tellOfAccount, tellOfRequest } from './tell.ts';
import { CALENDAR_FACTS, tellOfCalendar } from './tell-calendar.ts';
import { ANCHOR_FACTS, tellOfAnchor } from './tell-of-anchor.ts';
import { ANNOUNCEMENT_FACTS, tellOfAnnouncement } from './tell-of-announcement.ts';
import { BACKUP_FACTS, tellOfBackup } from './tell-of-backup.ts';
import { DATA_RIGHT_FACTS, tellOfDataRight } from './tell-of-data-right.ts';
import { DEACTIVATION_FACTS, tellOfDeactivation } from './tell-of-deactivation.ts';
import { DELEGATION_FACTS, tellOfDelegation } from './tell-of-delegation.ts';
import { DUTY_FACTS, tellOfDuty } from './tell-of-duty.ts';
import { ENROLMENT_FACTS, tellOfEnrolment } from './tell-of-enrolment.ts';
import { ERROR_REPORT_FACTS, tellOfErrorReport } from './tell-of-error-report.ts';
import { tellOfRefusedAct } from './tell-of-held.ts';
import { MOVEMENT_FACTS, tellOfMovement } from './tell-of-movement.ts';
import { ROLE_TERM_FACTS, tellOfRoleTerm } from './tell-of-role-term.ts';
import { STAFF_ROLL_FACTS, tellOfStaffRoll } from './tell-of-staff-roll.ts';
import { writeLetter } from './write.ts';

export const reactions: readonly Reaction[] = [
  { name: 'tell-of-request', on: TOLD_REQUEST_FACTS, run: tellOfRequest },
  { name: 'cover-notices', on: REDACTION_FACTS, run: coverNotices },
  { name: 'tell-of-held', on: [ACT_REFUSED], run: tellOfRefusedAct },
  { name: 'tell-of-duty', on: DUTY_FACTS, run: tellOfDuty },
  { name: 'tell-of-error-report', on: ERROR_REPORT_FACTS, run: tellOfErrorReport },
  { name: 'tell-of-calendar', on: CALENDAR_FACTS, run: tellOfCalendar },
  { name: 'tell-of-announcement', on: ANNOUNCEMENT_FACTS, run: tellOfAnnouncement },
  { name: 'tell-of-enrolment', on: ENROLMENT_FACTS, run: tellOfEnrolment },
  { name: 'tell-of-staff-roll', on: STAFF_ROLL_FACTS, run: tellOfStaffRoll },
  { name: 'tell-of-deactivation', on: DEACTIVATION_FACTS, run: tellOfDeactivation },
  { name: 'tell-of-movement', on: MOVEMENT_FACTS, run: tellOfMovement },
  { name: 'tell-of-data-right', on: DATA_RIGHT_FACTS, run: tellOfDataRight },
  { name: 'tell-of-delegation', on: DELEGATION_FACTS, run: tellOfDelegation },
  { name: 'tell-of-role-term', on: ROLE_TERM_FACTS, run: tellOfRoleTerm },
  { name: 'tell-of-anchor', on: ANCHOR_FACTS, run: tellOfAnchor },
  { name: 'tell-of-backup', on: BACKUP_FACTS, run: tellOfBackup },
  { name: 'tell-of-account', on: TOLD_ACCOUNT_FACTS, run: tellOfAccount },
];

export const schedules: readonly Schedule[] = [
  { name: LETTERS, cron: '* * * * *', run: (house) => dispatch(house, writeLetter) },
  { name: 'letters-sweep', cron: '33 4 * * *', run: (house) => sweepLetters(house) },
];
