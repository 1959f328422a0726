/** The ledger of urgency: what was asked and decided, by agency and by who decided. */
import * as v from 'valibot';
import { AgencyId, PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestId } from './request-shapes.ts';
import { Cursor, Done, LocalText } from './shapes.ts';
import { UrgencyDecision } from './urgency.ts';

/** A local month of the institution, YYYY-MM. */
const Month = v.pipe(v.string('field.date'), v.regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'field.date'));

const filters = {
  /** The first and the last month; without them, the last twelve. */
  from: v.optional(Month),
  to: v.optional(Month),
  agency: v.optional(AgencyId),
  by: v.optional(PersonId),
};

const decided = {
  decided: v.number(),
  kept: v.number(),
  changed: v.number(),
  /** How many of them decided an objection. */
  objections: v.number(),
  /** Half of the decisions took this many business minutes or less; null: none was made. */
  medianMinutes: v.nullable(v.number()),
};

export const LedgerAgency = v.object({
  agencyId: AgencyId,
  acronym: v.string(),
  name: LocalText,
  /** Requests registered and petitions asked in those months. */
  filed: v.number(),
  asked: v.number(),
  ...decided,
});

export const LedgerDecider = v.object({
  personId: PersonId,
  name: v.string(),
  ...decided,
});

export const readUrgencyLedger = operation({
  name: 'readUrgencyLedger',
  method: 'GET',
  path: '/api/urgency-ledger',
  permission: 'urgency.ledger',
  summary:
    'Petitions and decisions of urgency in some months, by agency and by who decided, and the decisions one by one',
  query: v.strictObject({ ...filters, cursor: v.optional(Cursor) }),
  reply: v.object({
    from: v.string(),
    to: v.string(),
    agencies: v.array(LedgerAgency),
    deciders: v.array(LedgerDecider),
    items: v.array(
      v.object({
        requestId: RequestId,
        folio: v.string(),
        subject: v.string(),
        agencyAcronym: v.string(),
        ...UrgencyDecision.entries,
      }),
    ),
    next: v.nullable(v.string()),
  }),
});

export const exportUrgencyLedger = operation({
  name: 'exportUrgencyLedger',
  method: 'GET',
  path: '/api/urgency-ledger/export',
  permission: 'urgency.ledger',
  summary: 'The decisions of those months as a spreadsheet (CSV), one line each',
  carrier: 'download',
  query: v.strictObject(filters),
  reply: Done,
});
