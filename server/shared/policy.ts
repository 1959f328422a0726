/**
 * Rights: who acts, and the brand that says a row was asked about.
 *
 * A slice's policy is a pure function (right, actor, thing) → yes or no. Functions that write or show accept only
 * `Allowed<right, thing>`, which nothing but `allow` makes: forgetting to ask does not compile.
 */
import { holds, type Permission, type Role } from '#contract/permissions.ts';
import { Fault } from './fault.ts';

/** Who does it. `person` is a signed-in person; `system` a schedule or a reaction, named. */
export type PersonActor = {
  readonly kind: 'person';
  readonly id: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
  readonly agencyId: string;
  readonly teamIds: readonly string[];
  /** Areas of those teams; a first-contact team counts as every area. */
  readonly areaIds: readonly string[] | 'every';
  /** On whose account they may act at this moment; where it was not asked, on nobody's. */
  readonly principalIds?: readonly string[];
  readonly locale: 'es-MX' | 'en';
  /** From where this call came; absent of what no call asked for. */
  readonly address?: string;
};
export type SystemActor = { readonly kind: 'system'; readonly name: string };
export type AnonymousActor = { readonly kind: 'anonymous' };
export type Actor = PersonActor | SystemActor | AnonymousActor;

export const system = (name: string): SystemActor => ({ kind: 'system', name });
export const anonymous: AnonymousActor = { kind: 'anonymous' };

declare const allowed: unique symbol;
/** `Thing`, about which `allow` said yes for `Right`. */
export type Allowed<Right extends string, Thing> = Thing & { readonly [allowed]: Right };

export type Policy<Right extends string, Thing> = {
  /** May this actor know that the thing exists? No → the answer is 404. */
  sees(actor: Actor, thing: Thing): boolean;
  /** May this actor do this to it? No → 403. */
  may(right: Right, actor: Actor, thing: Thing): boolean;
};

export const hasRight = (actor: Actor, right: Permission): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && holds(actor.roles, right));

export const hasRole = (actor: Actor, ...roles: Role[]): boolean =>
  actor.kind === 'person' && actor.roles.some((role) => roles.includes(role));

/** The person acting, or a 401: for use cases that make no sense without one. */
export function personOf(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new Fault('session.required');
  return actor;
}

/**
 * The thing, branded, or a refusal: 404 when the actor may not know of it (or it is absent), 403 when known but refused.
 */
export function allow<Right extends string, Facts, Asked extends Right, Thing extends Facts>(
  policy: Policy<Right, Facts>,
  right: Asked,
  asked: { actor: Actor; thing: Thing | undefined },
): Allowed<Asked, Thing> {
  const { actor, thing } = asked;
  if (thing === undefined || !policy.sees(actor, thing)) throw new Fault('not-found');
  if (!policy.may(right, actor, thing)) throw new Fault('right.missing');
  return thing as Allowed<Asked, Thing>;
}
