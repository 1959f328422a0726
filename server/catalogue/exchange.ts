/** Bringing the catalogue in from a file and taking it out, as whoever administers it does. */
import { Readable } from 'node:stream';
import * as v from 'valibot';
import type { ImportReport, importServices as operation } from '#contract/catalogue-files.ts';
import type { QueryOf } from '#contract/operation.ts';
import { translator } from '#locales/catalogues.ts';
import { writeCsv } from '../shared/csv.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import type { Actor } from '../shared/policy.ts';
import { writeXlsx } from '../shared/xlsx.ts';
import { catalogueOnOffer, type ReadFile, readCatalogueFile } from './catalogue-file.ts';
import { CatalogueFile } from './data.ts';
import { applyPlan, at } from './import-catalogue.ts';
import { type FileTrouble, type Plan, planImport } from './plan-import.ts';
import { writeSheet } from './sheet.ts';
import { lockSystems } from './version-rows.ts';

const TROUBLES_SHOWN = 200;
const FOUND_SHOWN = 80;

type Given = { upload: Readable | null; query: QueryOf<typeof operation> };

/** Looks first, whatever is asked: with one thing wrong in the file nothing of it comes in. */
export async function importFile(house: House, actor: Actor, { upload, query }: Given): Promise<ImportReport> {
  if (upload === null) throw new Fault('type.unsupported');
  const { name, mode } = query;
  const read = await readCatalogueFile(house, { name, upload });
  const { file, troubles } = checked(read);
  if (file === null) return report(read, null, troubles);
  const plan = inMode(await planImport(house.store.read, file), mode);
  const found = [...troubles, ...plan.troubles];
  const isNothing =
    plan.areas.length + plan.systems.length === 0 && plan.services.every((one) => one.outcome === 'same');
  if (mode === 'check' || found.length > 0 || read.formulas.length > 0) return report(read, plan, found);
  if (isNothing) return { ...report(read, plan, []), applied: true };
  const reason = query.reason || translator('es-MX')('questions.imported', { name });
  const done = await house.store.change(actor, async (work) => {
    // One import after the other: what was new a moment ago may be there by now.
    await lockSystems(work);
    const again = inMode(await planImport(work.db, file), mode);
    if (again.troubles.length > 0) throw new Fault('input.invalid');
    await applyPlan(work, again, { mode, reason });
    return again;
  });
  return { ...report(read, done, []), applied: true };
}

/** A draft says nothing of being on offer: what differs in that alone stays as it is. */
const inMode = (plan: Plan, mode: QueryOf<typeof operation>['mode']): Plan =>
  mode !== 'drafts'
    ? plan
    : {
        ...plan,
        services: plan.services.map((one) => ({
          ...one,
          offering: null,
          outcome: one.saysTheSame ? 'same' : one.outcome,
        })),
      };

function checked(read: ReadFile): { file: CatalogueFile | null; troubles: FileTrouble[] } {
  const result = v.safeParse(CatalogueFile, read.raw);
  if (result.success) return { file: result.output, troubles: [] };
  const troubles = result.issues.map((issue): FileTrouble => {
    const missing = issue.received === 'undefined';
    const message = missing ? 'field.required' : issue.message.startsWith('field.') ? issue.message : 'field.invalid';
    const limit = 'requirement' in issue && typeof issue.requirement === 'number' ? issue.requirement : undefined;
    return { path: v.getDotPath(issue) ?? '', message, limit };
  });
  return { file: null, troubles };
}

function report(read: ReadFile, plan: Plan | null, troubles: readonly FileTrouble[]): ImportReport {
  const formulas = read.formulas.map((place) => ({ ...place, message: 'field.import-formula', found: '' }));
  const placed = troubles.map(({ path, message, limit }) => ({
    ...read.place(path),
    message,
    ...(limit === undefined ? {} : { limit }),
    found: at(read.raw, path).slice(0, FOUND_SHOWN),
  }));
  return {
    troubles: [...formulas, ...placed].slice(0, TROUBLES_SHOWN),
    services: (plan?.services ?? []).map(({ content, outcome, offering, changes, draft, saysTheSame }) => ({
      code: content.code,
      name: content.name,
      outcome,
      questions: content.form.length,
      changes: [...changes],
      offering,
      replacesDraft: draft !== null && !saysTheSame,
    })),
    areas: (plan?.areas ?? []).map((area) => area.code),
    systems: (plan?.systems ?? []).map((system) => system.key),
    applied: false,
  };
}

const FILE_NAME = 'catalogo';

export async function exportFile(house: House, format: 'json' | 'xlsx' | 'csv'): Promise<FileAnswer> {
  const file = await catalogueOnOffer(house.store.read);
  const bytes =
    format === 'json'
      ? Buffer.from(`${JSON.stringify(file, null, 2)}\n`)
      : format === 'csv'
        ? Buffer.from(writeCsv(writeSheet(file.services)))
        : writeXlsx(FILE_NAME, writeSheet(file.services));
  return new FileAnswer({ name: `${FILE_NAME}.${format}`, bytes: bytes.length, content: Readable.from([bytes]) });
}
