/**
 * The second factor: what follows the right password, what a person has for it, and being asked again before an act that
 * an open session alone must not do.
 */
import * as v from 'valibot';
import { PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { PersonView, PROOFS } from './people.ts';
import { Role } from './permissions.ts';
import { Done, Instant, TypedPassword, text } from './shapes.ts';

/** Six digits of an application (RFC 6238), or a recovery code as it was printed; blanks and hyphens fall away. */
export const FactorCode = v.pipe(
  v.string('field.text'),
  v.maxLength(40, 'field.factor-code'),
  v.transform((value) => value.replace(/[\s-]+/g, '').toUpperCase()),
  v.regex(/^(\d{6}|[A-HJKMNP-Z2-9]{12})$/, 'field.factor-code'),
);

/** The six digits alone. */
const TotpCode = v.pipe(
  v.string('field.text'),
  v.maxLength(20, 'field.totp-code'),
  v.transform((value) => value.replace(/[\s-]+/g, '')),
  v.regex(/^\d{6}$/, 'field.totp-code'),
);

/** How many recovery codes a person gets at once. */
export const RECOVERY_CODES = 10;

/** What a person has beside the password; never a secret. */
export const FactorsView = v.object({
  totp: v.nullable(v.object({ addedAt: Instant, lastUsedAt: v.nullable(Instant) })),
  passkeys: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      addedAt: Instant,
      lastUsedAt: v.nullable(Instant),
      /** Kept by more than one device of its owner's. */
      synced: v.boolean(),
    }),
  ),
  recoveryCodesLeft: v.number(),
  /** One of the person's roles needs a second factor: the last one stays. */
  required: v.boolean(),
});
export type FactorsView = v.InferOutput<typeof FactorsView>;

/** Said once, with the first factor or when asked for anew; null when those there are stay. */
export const ShownCodes = v.object({ recoveryCodes: v.nullable(v.array(v.string())) });

export const answerSecondStep = operation({
  name: 'answerSecondStep',
  method: 'POST',
  path: '/api/session/second-step',
  permission: 'account.own',
  summary: 'The step after the password: a code of the application or a recovery code; the session gets a new token',
  body: v.strictObject({ code: FactorCode }),
  reply: Done,
  refusals: ['second-step.wrong', 'second-step.paused', 'second-step.done'],
});

export const confirmSession = operation({
  name: 'confirmSession',
  method: 'POST',
  path: '/api/session/confirmation',
  permission: 'account.own',
  summary:
    'Prove once more who sits at the session, by the password or a code; it gets a new token, good for ten minutes of acts that ask again',
  /** `proof`: the password as typed, or a code as in `FactorCode`. */
  body: v.strictObject({ by: v.picklist(['password', 'code'], 'field.choice'), proof: TypedPassword }),
  reply: Done,
  refusals: ['password.current-wrong', 'sign-in.paused', 'second-step.wrong', 'second-step.paused'],
});

export const readFactors = operation({
  name: 'readFactors',
  method: 'GET',
  path: '/api/profile/factors',
  permission: 'account.own',
  summary: 'What one has beside the password',
  reply: FactorsView,
});

export const beginTotp = operation({
  name: 'beginTotp',
  method: 'POST',
  path: '/api/profile/factors/totp',
  permission: 'account.own',
  asksAgain: true,
  summary: 'A new secret for an application of codes, shown once; it counts once a code of it was given',
  status: 201,
  reply: v.object({ secret: v.string(), uri: v.string() }),
});

export const confirmTotp = operation({
  name: 'confirmTotp',
  method: 'PUT',
  path: '/api/profile/factors/totp',
  permission: 'account.own',
  asksAgain: true,
  summary: 'A code of the new secret: from now on it is the second factor, and every other session ends',
  body: v.strictObject({ code: TotpCode }),
  reply: ShownCodes,
  refusals: ['second-step.wrong', 'second-step.paused', 'factor.not-begun'],
});

export const removeTotp = operation({
  name: 'removeTotp',
  method: 'DELETE',
  path: '/api/profile/factors/totp',
  permission: 'account.own',
  asksAgain: true,
  summary: 'Do without the application of codes; every other session ends',
  reply: Done,
  refusals: ['not-found', 'factor.last'],
});

export const renewRecoveryCodes = operation({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/profile/factors/recovery-codes',
  permission: 'account.own',
  asksAgain: true,
  summary: 'Ten new recovery codes, shown once; those of before stop working and every other session ends',
  status: 201,
  reply: v.object({ recoveryCodes: v.array(v.string()) }),
  refusals: ['factor.none'],
});

export const removeFactors = operation({
  name: 'removeFactors',
  method: 'POST',
  path: '/api/people/:id/factor-removal',
  permission: 'people.administer',
  asksAgain: true,
  summary:
    'Take the second factor of a person who lost it and proved who they are; their sessions end, and a letter tells them',
  params: v.strictObject({ id: PersonId }),
  body: v.strictObject({ proof: v.picklist(PROOFS, 'field.choice'), note: text(5, 300) }),
  reply: PersonView,
  refusals: ['not-found'],
});

/** Who must have one, and the changes of that, newest first; twenty at most. */
export const SecondFactorRule = v.object({
  roles: v.array(Role),
  version: v.number(),
  changes: v.array(v.object({ at: Instant, by: v.string(), roles: v.array(Role) })),
});
export type SecondFactorRule = v.InferOutput<typeof SecondFactorRule>;

export const readSecondFactorRule = operation({
  name: 'readSecondFactorRule',
  method: 'GET',
  path: '/api/second-factor-rule',
  permission: 'institution.administer',
  summary: 'The roles whose people must have a second factor, and who changed that',
  reply: SecondFactorRule,
});

export const saveSecondFactorRule = operation({
  name: 'saveSecondFactorRule',
  method: 'PUT',
  path: '/api/second-factor-rule',
  permission: 'institution.administer',
  asksAgain: true,
  summary: 'Say which roles must have a second factor: their people without one see only its enrolment from then on',
  body: v.strictObject({ roles: v.pipe(v.array(Role), v.maxLength(11)), version: v.number() }),
  reply: SecondFactorRule,
  refusals: ['version.stale'],
});
