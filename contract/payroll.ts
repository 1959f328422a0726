/**
 * The payroll, as a file: it brings the people who have an account up to date, and says who of them is no longer in it. It makes
 * no account (document 002: only a signed enrolment does) and closes none (only a deactivation does).
 */
import * as v from 'valibot';
import { FileName } from './attachments.ts';
import { operation } from './operation.ts';
import { PersonId } from './people.ts';
import { Instant, id, LocalText, Nothing } from './shapes.ts';

export const PayrollId = id('PayrollId');
export type PayrollId = v.InferOutput<typeof PayrollId>;

export const PAYROLL_COLUMNS = [
  ...(['number', 'names', 'surname', 'surname2', 'email', 'phone', 'agency', 'position'] as const),
] as const;
export type PayrollColumn = (typeof PAYROLL_COLUMNS)[number];

/** change: would be changed · same: stands so already · unknown: nobody with an account · fault: cannot be read · done: was changed. */
export const PAYROLL_OUTCOMES = ['change', 'same', 'unknown', 'fault', 'done'] as const;
export type PayrollOutcome = (typeof PAYROLL_OUTCOMES)[number];

export const PAYROLL_MEANINGS = ['heading', 'agency', 'position'] as const;

export const PayrollView = v.object({
  id: PayrollId,
  version: v.number(),
  fileName: v.string(),
  sha256: v.string(),
  /** looked: nothing was changed yet · running: lines are being taken over · stopped: by somebody, and may go on · done: over. */
  state: v.picklist(['looked', 'running', 'stopped', 'done']),
  lines: v.number(),
  counts: v.object({
    change: v.number(),
    same: v.number(),
    unknown: v.number(),
    fault: v.number(),
    done: v.number(),
  }),
  lookedAt: Instant,
  startedAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
});
export type PayrollView = v.InferOutput<typeof PayrollView>;

export const PayrollDetail = v.object({
  ...PayrollView.entries,
  /** As the file has them, each with what is read from it; null: nothing. */
  headings: v.array(v.object({ text: v.string(), column: v.nullable(v.picklist(PAYROLL_COLUMNS)) })),
  /** Words that mean nothing here by themselves: what each was said to mean, or null. At most 300 that wait. */
  words: v.array(
    v.object({
      kind: v.picklist(['agency', 'position']),
      said: v.string(),
      /** Lines that wait for it; 0 once its meaning is said. */
      lines: v.number(),
      meaning: v.nullable(v.string()),
    }),
  ),
});
export type PayrollDetail = v.InferOutput<typeof PayrollDetail>;

export const PayrollLine = v.object({
  line: v.number(),
  label: v.string(),
  outcome: v.picklist(PAYROLL_OUTCOMES),
  person: v.nullable(v.object({ id: PersonId, name: v.string() })),
  problems: v.array(
    v.object({
      column: v.nullable(v.picklist(PAYROLL_COLUMNS)),
      /** Key of the sentence. */
      message: v.string(),
      values: v.record(v.string(), v.union([v.string(), v.number()])),
      found: v.string(),
    }),
  ),
  /** Names of agencies and positions in Spanish, as they stood when the line was looked at. */
  changes: v.array(v.object({ column: v.picklist(PAYROLL_COLUMNS), from: v.string(), to: v.string() })),
});
export type PayrollLine = v.InferOutput<typeof PayrollLine>;

const administer = 'people.administer' as const;
const oneFile = v.strictObject({ id: PayrollId });
const acts = ['not-found', 'version.stale', 'arrival.state'] as const;
const version = v.number('field.number');

export const lookAtPayroll = operation({
  name: 'lookAtPayroll',
  method: 'POST',
  path: '/api/payrolls',
  permission: administer,
  summary: 'Look at a file of the payroll (XLSX or CSV, the body is the file), line by line; nothing of it is done',
  carrier: 'upload',
  query: v.strictObject({ name: FileName }),
  reply: PayrollDetail,
  status: 201,
  refusals: ['payload.too-large', 'arrival.file-refused', 'workshop.busy'],
});

export const listPayrolls = operation({
  name: 'listPayrolls',
  method: 'GET',
  path: '/api/payrolls',
  permission: administer,
  summary: 'Files of the payroll that were looked at or taken over, the newest first, at most twenty',
  reply: v.object({ items: v.array(PayrollView) }),
});

export const readPayroll = operation({
  name: 'readPayroll',
  method: 'GET',
  path: '/api/payrolls/:id',
  permission: administer,
  summary: 'How one file stands: counts, headings with what is read from each, words that mean nothing yet',
  params: oneFile,
  reply: PayrollDetail,
  background: true,
  refusals: ['not-found'],
});

export const listPayrollLines = operation({
  name: 'listPayrollLines',
  method: 'GET',
  path: '/api/payrolls/:id/lines',
  permission: administer,
  summary: 'Lines of a file with what each would change and what is wrong with it, fifty at a time in their order',
  params: oneFile,
  query: v.strictObject({
    outcome: v.optional(v.picklist(PAYROLL_OUTCOMES, 'field.choice')),
    after: v.optional(v.pipe(v.string('field.text'), v.regex(/^\d{1,7}$/, 'field.cursor'))),
  }),
  reply: v.object({ items: v.array(PayrollLine), next: v.nullable(v.string()) }),
  refusals: ['not-found'],
});

export const listPayrollAbsent = operation({
  name: 'listPayrollAbsent',
  method: 'GET',
  path: '/api/payrolls/:id/absent',
  permission: administer,
  summary:
    'People with an account and a number who are no longer in the file, of the agencies that are in it: for a deactivation, which the file never does',
  params: oneFile,
  reply: v.object({
    count: v.number(),
    /** By name; the first hundred. */
    items: v.array(
      v.object({
        id: PersonId,
        name: v.string(),
        employeeNumber: v.string(),
        email: v.string(),
        agencyName: LocalText,
      }),
    ),
  }),
  refusals: ['not-found'],
});

export const sayPayrollMeaning = operation({
  name: 'sayPayrollMeaning',
  method: 'POST',
  path: '/api/payrolls/:id/meanings',
  permission: administer,
  summary: 'Say what a heading, an agency or a position of the file means here; remembered for the files to come',
  params: oneFile,
  body: v.strictObject({
    version,
    kind: v.picklist(PAYROLL_MEANINGS, 'field.choice'),
    said: v.pipe(
      v.string('field.text'),
      v.trim(),
      v.minLength(1, 'field.required'),
      v.maxLength(200, 'field.too-long'),
    ),
    /** A column, or the id of an agency or a position; null: nothing is read from it. */
    meaning: v.nullable(v.union([v.picklist(PAYROLL_COLUMNS), id('Meaning')], 'field.choice')),
  }),
  reply: PayrollDetail,
  refusals: acts,
});

export const startPayroll = operation({
  name: 'startPayroll',
  asksAgain: true,
  method: 'POST',
  path: '/api/payrolls/:id/start',
  permission: administer,
  summary: 'Take the changes over, in the background; a file that was stopped goes on',
  params: oneFile,
  body: v.strictObject({ version }),
  reply: PayrollDetail,
  refusals: acts,
});

export const stopPayroll = operation({
  name: 'stopPayroll',
  method: 'POST',
  path: '/api/payrolls/:id/stop',
  permission: administer,
  summary: 'Stop taking changes over; what was changed stays',
  params: oneFile,
  body: Nothing,
  reply: PayrollDetail,
  refusals: ['not-found', 'arrival.state'],
});
