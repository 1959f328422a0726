/** Rows out of an office file, with what is found of each. Nothing is kept until the page saves it. */
import type { Readable } from 'node:stream';
import { ENROLMENT_MAX_ROWS, type EnrolmentRowId } from '#contract/enrolment-rows.ts';
import { rowsOfTable } from '#contract/enrolment-table.ts';
import type { readEnrolmentFile as operation } from '#contract/enrolments.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { allPositions } from '../agencies/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { inAnyOf, linesOfTable, readWithin } from '../shared/table-file.ts';
import { findingsOf } from './among.ts';
import { enrolmentPolicy } from './policy.ts';
import { enrolmentById } from './rows.ts';
import { isWritten } from './rules.ts';

const MAX_BYTES = 5 * 1024 * 1024;
/** Titles above the headings and empty lines below the last row are part of what offices send. */
const MAX_LINES = 1_000;

export async function readEnrolmentFile(
  house: House,
  actor: Actor,
  given: { id: string; name: string; upload: Readable | null },
): Promise<ReplyOf<typeof operation>> {
  const { id, name, upload } = given;
  const db = house.store.read;
  const form = allow(enrolmentPolicy, 'write', { actor, thing: await enrolmentById(db, id) });
  if (!isWritten(form.state)) throw new Fault('enrolment.state', { state: form.state });
  if (upload === null) throw new Fault('type.unsupported');
  const bytes = await readWithin(upload, MAX_BYTES);
  const lines = await linesOfTable(house, { name, bytes, most: MAX_LINES, decode: inAnyOf });
  if (lines === null) throw new Fault('enrolment.file-refused', { name });
  const cells = lines.map((line) => line.cells);
  const read = rowsOfTable(cells, { positions: await allPositions(db), newId: () => newId<EnrolmentRowId>() });
  if (read.rows.length === 0) throw new Fault('enrolment.file-refused', { name });
  if (read.beyond > 0)
    throw new Fault('enrolment.too-many-rows', { count: read.rows.length + read.beyond, limit: ENROLMENT_MAX_ROWS });
  const findings = await findingsOf(db, actor, { form, rows: read.rows, now: house.clock.now() });
  return { rows: [...read.rows], findings, ignored: [...read.ignored], byHeading: read.byHeading };
}
