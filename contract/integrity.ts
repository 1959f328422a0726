/** The official record as a whole: its daily anchors, the check of everything, and who outside the desk keeps the anchors (decision 53). */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Cursor, Done, Email, Instant, id, Nothing, pageOf } from './shapes.ts';

export const IntegrityCheckId = id('IntegrityCheckId');

/** Each kind of trouble a check can find; what each means and what to do is `docs/operations/seal.md`. */
export const FINDINGS = [
  'edited',
  'deleted',
  'reordered',
  'truncated',
  'rebuilt',
  'added',
  'message-edited',
  'message-missing',
  'record-edited',
  'record-missing',
  'record-without-entry',
  'record-key',
  'anchor-edited',
  'anchor-missing',
  'anchor-other',
  'outside-missing',
  'key-edited',
] as const;
export type FindingName = (typeof FINDINGS)[number];

export const FindingView = v.object({
  what: v.picklist(FINDINGS),
  /** `request:<id>`; null of what is no entry of the history. */
  stream: v.nullable(v.string()),
  sequence: v.nullable(v.number()),
  folio: v.nullable(v.string()),
  anchor: v.nullable(v.number()),
});
export type FindingView = v.InferOutput<typeof FindingView>;

export const CHECK_PHASES = ['history', 'messages', 'records', 'anchors'] as const;

export const IntegrityCheckView = v.object({
  id: IntegrityCheckId,
  state: v.picklist(['waiting', 'running', 'done']),
  askedAt: Instant,
  /** Null: the desk itself, at night. */
  askedBy: v.nullable(v.string()),
  endedAt: v.nullable(Instant),
  phase: v.nullable(v.picklist(CHECK_PHASES)),
  /** Things looked at in that phase so far. */
  seen: v.number(),
  result: v.nullable(
    v.object({
      /** Nothing speaks against the record; copies outside that are missing are made again and no trouble. */
      whole: v.boolean(),
      ...{ streams: v.number(), entries: v.number(), records: v.number(), receipts: v.number(), anchors: v.number() },
      /** The first of each kind first, a hundred at most. */
      findings: v.array(FindingView),
    }),
  ),
});
export type IntegrityCheckView = v.InferOutput<typeof IntegrityCheckView>;

export const AnchorView = v.object({
  number: v.number(),
  /** The calendar day that ended. */
  day: v.string(),
  at: Instant,
  entries: v.number(),
  /** Hex, as `sha256`: of the anchor's document. */
  root: v.string(),
  sha256: v.string(),
  keyId: v.string(),
});
export type AnchorView = v.InferOutput<typeof AnchorView>;

export const readIntegrity = operation({
  name: 'readIntegrity',
  method: 'GET',
  path: '/api/integrity',
  permission: 'integrity.check',
  summary: 'How the official record stands: newest anchor, last check, the one under way, who keeps anchors',
  reply: v.object({
    newest: v.nullable(AnchorView),
    /** The anchor of a day that ended is not there two hours after its end. */
    late: v.boolean(),
    /** Newest that ended. */
    last: v.nullable(IntegrityCheckView),
    underWay: v.nullable(IntegrityCheckView),
    /** People of the desk who control and get each anchor; the rest by address. */
    auditors: v.array(v.string()),
    addresses: v.array(v.string()),
    can: v.object({ administer: v.boolean() }),
  }),
});

export const listAnchors = operation({
  name: 'listAnchors',
  method: 'GET',
  path: '/api/integrity/anchors',
  permission: 'integrity.check',
  summary: 'The anchors by day, newest first',
  query: v.strictObject({ cursor: v.optional(Cursor) }),
  reply: pageOf(AnchorView),
});

export const downloadAnchor = operation({
  name: 'downloadAnchor',
  method: 'GET',
  path: '/api/integrity/anchors/:number',
  permission: 'integrity.check',
  summary: 'An anchor as the file its check takes',
  carrier: 'download',
  params: v.strictObject({
    number: v.pipe(v.string('field.text'), v.regex(/^[1-9]\d{0,8}$/, 'field.number'), v.transform(Number)),
  }),
  reply: Done,
  refusals: ['not-found'],
});

export const checkIntegrity = operation({
  name: 'checkIntegrity',
  method: 'POST',
  path: '/api/integrity/checks',
  permission: 'integrity.check',
  summary:
    'Check every chain, sealed act, message and anchor, in the background; one at a time: the one under way is told',
  body: Nothing,
  reply: IntegrityCheckView,
});

export const compareAnchor = operation({
  name: 'compareAnchor',
  method: 'POST',
  path: '/api/integrity/comparison',
  permission: 'integrity.check',
  summary: 'An anchor that somebody kept, held against the one of this desk',
  body: v.strictObject({ text: v.pipe(v.string('field.text'), v.maxLength(20_000, 'field.too-long')) }),
  reply: v.object({
    /** other: this desk tells another anchor, or none, by that number · not-ours: no key of this institution sealed it. */
    verdict: v.picklist(['same', 'other', 'not-ours', 'unreadable']),
    number: v.nullable(v.number()),
    day: v.nullable(v.string()),
  }),
});

export const saveAnchorAddresses = operation({
  name: 'saveAnchorAddresses',
  method: 'PUT',
  path: '/api/integrity/addresses',
  permission: 'institution.administer',
  summary: 'Who outside the desk is sent each anchor; whoever is new gets the newest at once',
  asksAgain: true,
  body: v.strictObject({ emails: v.pipe(v.array(Email), v.maxLength(10, 'field.too-many')) }),
  reply: Done,
});
