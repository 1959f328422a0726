/** One act on many requests: first what it would change in each, then the act, each request on its own. */
import * as v from 'valibot';
import { FAULT_CODES } from './faults.ts';
import { operation } from './operation.ts';
import { joinOutage } from './outages.ts';
import { QueueFilters } from './queue.ts';
import { askRequester, resolveRequest, SOLUTION_MAX } from './request-acts.ts';
import { assignRequest, takeRequest, waitThirdParty } from './request-attending.ts';
import { MESSAGE_MAX, RequestId, RequestState } from './request-shapes.ts';
import { LocalText, text } from './shapes.ts';

/** At once; the rest of a larger view follows in further calls. */
export const BULK_MAX = 200;

const { version: _taken, ...taking } = takeRequest.body.entries;
const { version: _assigned, ...assigning } = assignRequest.body.entries;
const { version: _waiting, ...waiting } = waitThirdParty.body.entries;
const { version: _asked, attachments: _shown, ...asking } = askRequester.body.entries;
const { version: _joined, ...joining } = joinOutage.body.entries;
const { version: _resolved, attachments: _sent, ...resolving } = resolveRequest.body.entries;

/** What requesters who read English get in place of `text` or `solution`; without it they get that. */
const inEnglish = (most: number) => v.optional(text(1, most));

/**
 * The acts themselves are those of one request, with its rights, its state table and its refusals. Variables of the templates
 * in `text`, `solution` and `english` are filled in for each request; one that has nothing to fill them with is refused.
 */
export const BulkAct = v.variant(
  'do',
  [
    v.strictObject({ do: v.literal('take'), ...taking }),
    v.strictObject({ do: v.literal('assign'), ...assigning }),
    v.strictObject({ do: v.literal('ask'), ...asking, english: inEnglish(MESSAGE_MAX) }),
    v.strictObject({ do: v.literal('wait'), ...waiting }),
    v.strictObject({ do: v.literal('resume') }),
    v.strictObject({ do: v.literal('resolve'), ...resolving, english: inEnglish(SOLUTION_MAX) }),
    v.strictObject({ do: v.literal('reply'), text: text(1, MESSAGE_MAX), english: inEnglish(MESSAGE_MAX) }),
    v.strictObject({ do: v.literal('note'), text: text(1, MESSAGE_MAX) }),
    v.strictObject({ do: v.literal('join'), ...joining }),
  ],
  'field.choice',
);
export type BulkAct = v.InferOutput<typeof BulkAct>;

/** Why one of them is not done: the code and values of a refusal, as a single call would have got them. */
const Refusal = v.object({
  code: v.picklist(FAULT_CODES),
  values: v.record(v.string(), v.union([v.string(), v.number()])),
});

/** What the act leaves of a request; shown where it differs from what was. */
const Standing = v.object({
  state: RequestState,
  agentName: v.nullable(v.string()),
  teamName: v.nullable(LocalText),
  /** Title of the outage it is joined to. */
  outage: v.nullable(LocalText),
});

const version = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'));

export const previewBulk = operation({
  name: 'previewBulk',
  method: 'POST',
  path: '/api/queue/bulk/preview',
  permission: 'request.attend',
  summary:
    'What an act would change in each of these requests, or of this view, and where it would be refused; nothing is done',
  body: v.strictObject({
    act: BulkAct,
    /** Either these, or the first of those that the filters find. */
    of: v.union(
      [
        v.strictObject({
          ids: v.pipe(v.array(RequestId), v.minLength(1, 'field.required'), v.maxLength(BULK_MAX, 'field.too-many')),
        }),
        v.strictObject({ filters: QueueFilters }),
      ],
      'field.choice',
    ),
  }),
  reply: v.object({
    items: v.array(
      v.object({
        id: RequestId,
        /** Null where it is not mine to see. */
        folio: v.nullable(v.string()),
        subject: v.nullable(v.string()),
        /** To send back with the act: what moved in between is then refused. */
        version: v.nullable(v.number()),
        before: v.nullable(Standing),
        /** Null where it would be refused. */
        after: v.nullable(Standing),
        /** What would be sent, where variables or the language make it other than what was written for all. */
        words: v.nullable(v.string()),
        /** Which of its two texts this one gets; null where it has but one. */
        language: v.nullable(v.picklist(['es-MX', 'en'])),
        refusal: v.nullable(Refusal),
      }),
    ),
    /** The view holds more than fit into one call. */
    more: v.boolean(),
  }),
});

export const actOnMany = operation({
  name: 'actOnMany',
  method: 'POST',
  path: '/api/queue/bulk',
  permission: 'request.attend',
  summary:
    'Do it: each request in a transaction of its own, and what became of each. A repeated key does none of them twice',
  idempotent: true,
  undoable: true,
  body: v.strictObject({
    act: BulkAct,
    items: v.pipe(
      v.array(v.strictObject({ id: RequestId, version })),
      v.minLength(1, 'field.required'),
      v.maxLength(BULK_MAX, 'field.too-many'),
    ),
  }),
  reply: v.object({
    done: v.array(v.object({ id: RequestId, folio: v.string() })),
    refused: v.array(v.object({ id: RequestId, folio: v.nullable(v.string()), ...Refusal.entries })),
  }),
  refusals: ['idempotency.mismatch'],
});
