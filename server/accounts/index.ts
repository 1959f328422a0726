/** People and their teams, sessions, passwords and one-time links. */
import type { Slice } from '../shared/house.ts';
import { KEPT_PHOTOS, photosAmong } from './profile-rows.ts';
import { schedules } from './reactions.ts';
import { routes } from './routes.ts';

export {
  type Absence,
  absenceById,
  absencesFrom,
  absencesOver,
  cancelAbsence,
  insertAbsence,
  lockAbsence,
  saveAbsence,
} from './absence-rows.ts';
export { type AccountPage, accountPage } from './account-page.ts';
export { actingPerson } from './acting-rows.ts';
export { movePeople, type Office, officesOf, peopleByAgency } from './agency-people.ts';
export { type KnownPerson, peopleKnownBy } from './arriving-rows.ts';
export { refuseStrangePlace } from './belongings.ts';
export { ACCOUNT_ANONYMISED, anonymiseAccount, blockAccount } from './block.ts';
export { ACCOUNT_CLOSED } from './close-account.ts';
export { type DeskColleague, peopleOfDesk } from './colleague-rows.ts';
export { countPeople } from './counting-rows.ts';
export { type Credential, credentialsOf, revokeLinksOf } from './credential-rows.ts';
export { emailChangeById } from './email-rows.ts';
export { endEveryWayIn } from './end-every-way-in.ts';
export { endAccount, enrolPerson, inviteAgain, revokeInvitation } from './enrolling.ts';
export { dueOf, saveDue, saveDueOfAll } from './enrolling-rows.ts';
export { type FirstHand, handOf, lastHand, outrun } from './first-hand.ts';
export { addAdministrator, linkFor, lockByEmail, removeFactorsByEmail, unlockByEmail } from './from-the-terminal.ts';
export { ROLES_CHANGED } from './grant-roles.ts';
export { termsOf } from './grant-rows.ts';
export { type Holder, holdersNamed } from './holder-rows.ts';
export { identify, liveIdentity } from './identify.ts';
export { type AddedPerson, addPerson } from './invite-person.ts';
export { endOffice } from './leaving.ts';
export { type Leaver, leaverById, leaversNamed } from './leaving-rows.ts';
export { type Applicant, type Registration, registrationById } from './link-rows.ts';
export { type MintedLink, mintCredentialLink, mintEmailLink, mintRegistrationLink } from './links.ts';
export { type ListedPerson, listedPeople } from './listed.ts';
export { saveMembersOf } from './memberships.ts';
export { lockMoved, moveWithin, officesHeld, standsOnPosition } from './moving.ts';
export { keepReading, type NoticeReading, readingsOf } from './notice-rows.ts';
export { isPasswordOf } from './password-policy-rows.ts';
export { hashPassword } from './passwords.ts';
export { type PayrollValues, peopleAbsent, peopleOfPayroll, saveFromPayroll, withoutZeros } from './payroll-rows.ts';
export { activePeople, type PersonCard, peopleByIds, personById } from './people.ts';
export {
  type ContactRow,
  contactOf,
  type FaceRow,
  faceOf,
  givenNamesOf,
  isPasswordless,
  nameOf,
  toFace,
} from './person-sql.ts';
export { readPhone, shownPhone } from './phone.ts';
export { lastPlaceOf, type Place, rememberPlace } from './place-rows.ts';
export { absenceOn, standInOn } from './presence.ts';
export { delegatesFor, delegationStands } from './principals-rows.ts';
export { proveOwnPassword } from './prove-password.ts';
export { type Rectified, rectify, writtenOfId } from './rectify.ts';
export { ROLE_ENDED, ROLE_ENDING } from './role-terms.ts';
export { lockAdministrators, lockPerson, type Person, peopleWithRole } from './rows.ts';
export { attendsAtDesk, networkOf } from './rules.ts';
export { wordsOf } from './search.ts';
export { handOverTotp } from './second-factor/hand-over.ts';
export { type Proven, withBothProofs } from './second-factor/prove-both.ts';
export { keyFor, seal, unseal } from './second-factor/sealed.ts';
export { deleteSessionsOf } from './session-rows.ts';
export { type Answerer, agenciesWithStaff, answerersByAgency, type StaffMember, staffOf } from './staff-rows.ts';
export { hasOpenAccount, isSuspendedStaff } from './staff-sql.ts';
export { countStandings, type PersonStanding, peopleStanding, type StandingCount } from './standing-rows.ts';
export { letStaffBack, suspendStaff } from './suspend-staff.ts';
export { membersOfTeam, presentMembers, type TeamWithMembers, teamsWithMembers } from './team-people.ts';
export {
  allTeams,
  attendingIn,
  insertTeam,
  lockTeam,
  memberIds,
  saveRetirement,
  saveTeam,
  standingTeam,
  type Team,
  teamById,
  teamIdsOf,
} from './team-rows.ts';
export { importTeams } from './teams.ts';
export { enterThrough, hasOwnPassword, rolesHeld, saveRolesByGroups } from './through-directory.ts';

export const accountsSlice: Slice = {
  name: 'accounts',
  routes,
  schedules,
  namesFiles: photosAmong,
  keptFiles: KEPT_PHOTOS,
};
