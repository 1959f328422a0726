/**
 * The closed list of refusals: code → HTTP status. Spoken as `application/problem+json`.
 *
 * The sentence a person reads is `fault.<code>` in `locales/<language>/faults.json`;
 * `docs/errors.md` is generated from both.
 */
import * as v from 'valibot';

export const FAULTS = {
  'input.invalid': 400,
  'input.unreadable': 400,
  'session.required': 401,
  'sign-in.mismatch': 401,
  'origin.refused': 403,
  'right.missing': 403,
  'password.expired': 403,
  'registration.off': 403,
  'set-up.token': 403,
  'not-found': 404,
  'idempotency.mismatch': 409,
  'version.stale': 409,
  'view.too-many': 409,
  'request.transition': 409,
  'request.taken': 409,
  'request.same-class': 409,
  'urgency.asked': 409,
  'urgency.settled': 409,
  'urgency.decided': 409,
  'account.exists': 409,
  'set-up.done': 409,
  'announcement.state': 409,
  'announcement.shown': 409,
  'letter.not-waiting': 409,
  'calendar.closed-already': 409,
  'level.in-use': 409,
  'level.retired': 409,
  'level.unchanged': 409,
  'attachment.held': 409,
  'form.changed': 409,
  'catalogue.wrong-state': 409,
  'catalogue.used': 409,
  'catalogue.area-in-use': 409,
  'catalogue.later-version': 409,
  'routing.too-many': 409,
  'token.spent': 410,
  'attachment.infected': 410,
  'draft.gone': 410,
  'held.over': 410,
  'payload.too-large': 413,
  'attachment.too-large': 413,
  'attachment.picture-too-large': 413,
  'photo.too-large': 413,
  'attachment.type-refused': 415,
  'attachment.false-extension': 415,
  'type.unsupported': 415,
  'host.unknown': 421,
  'password.weak': 422,
  'password.known': 422,
  'password.context': 422,
  'password.reused': 422,
  'password.current-wrong': 422,
  'reset-code.wrong': 422,
  'registration.domain': 422,
  'photo.refused': 422,
  'attachment.empty': 422,
  'attachment.bomb': 422,
  'attachment.damaged': 422,
  'attachment.gone': 422,
  'attachment.too-many': 422,
  'canned-reply.variable': 422,
  'service.not-in-area': 422,
  'service.not-offered': 422,
  'catalogue.no-change': 422,
  'catalogue.file-refused': 422,
  'phone.unreadable': 422,
  'date.past': 422,
  'calendar.past-day': 422,
  'calendar.nothing-changes': 422,
  'mail.unreachable': 422,
  'role.last-admin': 422,
  'sign-in.paused': 429,
  'rate.exceeded': 429,
  'attachment.quota': 429,
  'server.error': 500,
  'server.unavailable': 503,
  'workshop.busy': 503,
  'storage.full': 507,
} as const satisfies Record<string, number>;

export type FaultCode = keyof typeof FAULTS;
export const FAULT_CODES = Object.keys(FAULTS) as FaultCode[];

/** What every refusal looks like on the wire. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(FAULT_CODES),
  /** Short code to read on the phone; finds the entry in the log. */
  requestId: v.string(),
  /** Values for the sentence (`{name}` is too large…). */
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  /** Faults of single fields: path → message key of `locales/*​/faults.json`. */
  fields: v.optional(v.array(v.object({ path: v.string(), message: v.string(), limit: v.optional(v.number()) }))),
});
export type Problem = v.InferOutput<typeof Problem>;
