import * as accounts from '#contract/accounts.ts';
import { completeSetUp, readInstitution as readInstitutionOperation, saveMail } from '#contract/institution.ts';
import * as sessions from '#contract/people-sessions.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { personOf } from '../shared/policy.ts';
import { approvePerson, giveActivationLink, listPeople, unlockPerson } from './administer.ts';
import { askPasswordReset } from './ask-password-reset.ts';
import { askEmailChange, cancelEmailChange, confirmEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { closeAccount, reopenAccount } from './close-account.ts';
import { completeSetUp as complete } from './complete-set-up.ts';
import { createAccount } from './create-account.ts';
import { enterByPasskey } from './enter-by-passkey.ts';
import { findColleagues, readColleague } from './find-colleagues.ts';
import { giveResetCode } from './give-reset-code.ts';
import { grantRoles, readRoleHistory } from './grant-roles.ts';
import { invitePerson } from './invite-person.ts';
import { lookAtLink } from './look-at-link.ts';
import { readPolicy, savePolicy } from './password-policy.ts';
import { putPhoto, readPhoto, removePhoto } from './photo.ts';
import { endOtherSessions, endSession, readProfile, savePreferences, saveProfile } from './profile.ts';
import { readInstitution } from './read-institution.ts';
import { readSession } from './read-session.ts';
import { saveMailOf } from './save-own-mail.ts';
import { beginTotp, confirmTotp, readFactors, removeTotp, renewRecoveryCodes } from './second-factor/own.ts';
import {
  addPasskey,
  answerByPasskey,
  askEntry,
  askPasskey,
  beginPasskey,
  confirmByPasskey,
  removePasskey,
} from './second-factor/passkeys.ts';
import { answerSecondStep, confirmSession } from './second-factor/prove-session.ts';
import { removeFactors } from './second-factor/remove.ts';
import { readSecondFactorRule, saveSecondFactorRule } from './second-factor/rule.ts';
import { endSessionsOf, listSessionsOf } from './sessions-of.ts';
import { setPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { setPasswordByCode } from './use-reset-code.ts';
import { verifyAccount } from './verify-account.ts';

export const routes = (house: House): Route[] => [
  ...outside(house),
  ...own(house),
  ...secondFactor(house),
  ...passkeys(house),
  ...administration(house),
];

/** Open to who is not signed in. */
const outside = (house: House): Route[] => [
  answer(readInstitutionOperation).with(() => readInstitution(house)),
  answer(completeSetUp).with(({ body, caller }) => complete(house, { ...body, caller })),
  answer(accounts.createAccount).with(({ body, caller }) => createAccount(house, { ...body, caller })),
  answer(accounts.verifyAccount).with(({ body, caller }) => verifyAccount(house, { ...body, caller })),
  answer(accounts.signIn).with(({ body, caller }) => signIn(house, { ...body, caller })),
  answer(accounts.askPasskeyEntry).with(() => askEntry(house)),
  answer(accounts.enterByPasskey).with(({ body, caller }) => enterByPasskey(house, { asserted: body, caller })),
  answer(accounts.askPasswordReset).with(({ body, caller }) => askPasswordReset(house, { ...body, caller })),
  answer(accounts.confirmEmail).with(({ body, caller }) => confirmEmail(house, { ...body, caller })),
  answer(accounts.useResetCode).with(({ body, caller }) => setPasswordByCode(house, { ...body, caller })),
  answer(accounts.lookAtLink).with(({ body, caller }) => lookAtLink(house, { ...body, caller })),
  answer(accounts.setPassword).with(({ body, caller }) => setPassword(house, { ...body, caller })),
];

const own = (house: House): Route[] => [
  answer(accounts.readSession).with(({ actor }) => readSession(house, personOf(actor))),
  answer(accounts.signOut).with(({ actor }) => signOut(house, personOf(actor))),
  answer(accounts.changePassword).with(({ actor, body, caller }) =>
    changePassword(house, personOf(actor), { ...body, caller }),
  ),
  answer(accounts.readProfile).with(({ actor }) => readProfile(house, personOf(actor))),
  answer(accounts.saveProfile).with(({ actor, body }) => saveProfile(house, personOf(actor), body)),
  answer(accounts.putPhoto).with(({ actor, upload }) => putPhoto(house, personOf(actor), upload)),
  answer(accounts.readPhoto).with(({ params }) => readPhoto(house, params.photoId)),
  answer(accounts.removePhoto).with(({ actor }) => removePhoto(house, personOf(actor))),
  answer(accounts.savePreferences).with(({ actor, body }) => savePreferences(house, personOf(actor), body)),
  answer(accounts.askEmailChange).with(({ actor, body, caller }) =>
    askEmailChange(house, personOf(actor), { ...body, caller }),
  ),
  answer(accounts.cancelEmailChange).with(({ actor }) => cancelEmailChange(house, personOf(actor))),
  answer(accounts.endOtherSessions).with(({ actor }) => endOtherSessions(house, personOf(actor))),
  answer(accounts.findColleagues).with(({ actor, query }) => findColleagues(house, personOf(actor), query.q)),
  answer(accounts.readColleague).with(({ actor, params }) => readColleague(house, personOf(actor), params.id)),
  answer(accounts.endSession).with(({ actor, params }) => endSession(house, personOf(actor), params.id)),
];

const secondFactor = (house: House): Route[] => [
  answer(accounts.answerSecondStep).with(({ actor, body, caller }) =>
    answerSecondStep(house, personOf(actor), { ...body, caller }),
  ),
  answer(accounts.confirmSession).with(({ actor, body, caller }) =>
    confirmSession(house, personOf(actor), { proof: body, caller }),
  ),
  answer(accounts.readFactors).with(({ actor }) => readFactors(house, personOf(actor))),
  answer(accounts.beginTotp).with(({ actor }) => beginTotp(house, personOf(actor))),
  answer(accounts.confirmTotp).with(({ actor, body, caller }) =>
    confirmTotp(house, personOf(actor), { ...body, caller }),
  ),
  answer(accounts.removeTotp).with(({ actor, caller }) => removeTotp(house, personOf(actor), caller)),
  answer(accounts.renewRecoveryCodes).with(({ actor, caller }) => renewRecoveryCodes(house, personOf(actor), caller)),
  answer(accounts.removeFactors).with(({ actor, params, body }) => removeFactors(house, actor, { ...body, ...params })),
  answer(accounts.readSecondFactorRule).with(({ actor }) => readSecondFactorRule(house, actor)),
  answer(accounts.saveSecondFactorRule).with(({ actor, body }) => saveSecondFactorRule(house, actor, body)),
];

const passkeys = (house: House): Route[] => [
  answer(accounts.beginPasskey).with(({ actor }) => beginPasskey(house, personOf(actor))),
  answer(accounts.addPasskey).with(({ actor, body, caller }) =>
    addPasskey(house, personOf(actor), { ...body, caller }),
  ),
  answer(accounts.removePasskey).with(({ actor, params, caller }) =>
    removePasskey(house, personOf(actor), { ...params, caller }),
  ),
  answer(accounts.askPasskey).with(({ actor }) => askPasskey(house, personOf(actor))),
  answer(accounts.answerByPasskey).with(({ actor, body, caller }) =>
    answerByPasskey(house, personOf(actor), { asserted: body, caller }),
  ),
  answer(accounts.confirmByPasskey).with(({ actor, body, caller }) =>
    confirmByPasskey(house, personOf(actor), { asserted: body, caller }),
  ),
];

const administration = (house: House): Route[] => [
  answer(saveMail).with(({ actor, body }) => saveMailOf(house, personOf(actor), body)),
  answer(accounts.readPasswordPolicy).with(() => readPolicy(house)),
  answer(accounts.savePasswordPolicy).with(({ actor, body }) => savePolicy(house, personOf(actor), body)),
  answer(accounts.listPeople).with(({ actor, query }) => listPeople(house, actor, query)),
  answer(accounts.invitePerson).with(({ actor, body }) => invitePerson(house, actor, body)),
  answer(accounts.grantRoles).with(({ actor, params, body }) => grantRoles(house, actor, { ...body, ...params })),
  answer(accounts.readRoleHistory).with(({ params }) => readRoleHistory(house, params.id)),
  answer(accounts.giveActivationLink).with(({ actor, params }) => giveActivationLink(house, actor, params.id)),
  answer(accounts.giveResetCode).with(({ actor, params, body }) => giveResetCode(house, actor, { ...body, ...params })),
  answer(accounts.unlockPerson).with(({ actor, params }) => unlockPerson(house, actor, params.id)),
  answer(sessions.listSessionsOf).with(({ actor, params }) => listSessionsOf(house, personOf(actor), params.id)),
  answer(sessions.endSessionsOf).with(({ actor, params }) => endSessionsOf(house, personOf(actor), params.id)),
  answer(accounts.closeAccount).with(({ actor, params, body }) => closeAccount(house, actor, { ...body, ...params })),
  answer(accounts.reopenAccount).with(({ actor, params, body }) => reopenAccount(house, actor, { ...body, ...params })),
  answer(accounts.approvePerson).with(({ actor, params }) => approvePerson(house, actor, params.id)),
];
