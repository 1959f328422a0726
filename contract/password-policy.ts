/** What the institution asks of passwords, in versions: nobody's own setting comes into it. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, Instant, text } from './shapes.ts';

/**
 * Least and most of each value. The age is bounded by document 002, 1.e, "periódicamente cuando menos una vez al mes"; twelve
 * remembered by the rules of the desk; twelve characters by ASVS 6.2.1. The other side of each keeps a slip of the hand from
 * shutting people out.
 */
export const POLICY_BOUNDS = {
  maxAgeDays: [1, 30],
  remembered: [12, 24],
  minLength: [12, 64],
  wrongHere: [3, 10],
  wrongAnywhere: [20, 100],
  wrongFrom: [10, 60],
  pauseMinutes: [5, 60],
} as const;

/** Days before its end at which the owner of a password is written to. */
export const NOTICE_DAYS = [7, 3, 1] as const;

const within = ([least, most]: readonly [number, number], message = 'field.policy-range') =>
  v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(least, message), v.maxValue(most, message));

export const PasswordPolicy = v.strictObject({
  /** Days until it opens nothing but its own change. */
  maxAgeDays: within(POLICY_BOUNDS.maxAgeDays, 'field.password-age'),
  /** Former ones that are refused. */
  remembered: within(POLICY_BOUNDS.remembered),
  minLength: within(POLICY_BOUNDS.minLength),
  /** Wrong ones until the account rests: in one network, and over all of them. */
  wrongHere: within(POLICY_BOUNDS.wrongHere),
  wrongAnywhere: within(POLICY_BOUNDS.wrongAnywhere),
  /** Wrong ones from one address, whatever the account. */
  wrongFrom: within(POLICY_BOUNDS.wrongFrom),
  pauseMinutes: within(POLICY_BOUNDS.pauseMinutes),
  /** Whoever has no password here, because they come in through a directory or with a passkey alone, is asked for none. */
  exemptsPasswordless: v.boolean('field.choice'),
});
export type PasswordPolicy = v.InferOutput<typeof PasswordPolicy>;

export const readPasswordPolicy = operation({
  name: 'readPasswordPolicy',
  method: 'GET',
  path: '/api/institution/password-policy',
  permission: 'institution.administer',
  summary: 'What the institution asks of passwords, and its earlier versions, newest first',
  reply: v.object({
    policy: v.object(PasswordPolicy.entries),
    version: v.number(),
    history: v.array(
      v.object({
        version: v.number(),
        since: Instant,
        /** Null: came with the program. */
        by: v.nullable(v.string()),
        note: v.string(),
        policy: v.object(PasswordPolicy.entries),
      }),
    ),
  }),
});

export const savePasswordPolicy = operation({
  name: 'savePasswordPolicy',
  asksAgain: true,
  method: 'PUT',
  path: '/api/institution/password-policy',
  permission: 'institution.administer',
  summary: 'Change what the institution asks of passwords, with the reason: a new version that holds at once',
  body: v.strictObject({ policy: PasswordPolicy, note: text(5, 300), version: v.number('field.number') }),
  reply: Done,
  refusals: ['version.stale'],
});
