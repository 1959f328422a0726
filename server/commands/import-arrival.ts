/**
 * `mesa import people|requests|messages <file> --desk <name>`: what the desk before left, looked at and brought in to the end.
 * With `--dry-run` it only looks, and writes nothing.
 */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { ARRIVAL_KINDS, type ArrivalKind } from '#contract/arrival-kinds.ts';
import { type ArrivalDetail, ArrivalId } from '#contract/arrivals.ts';
import type { Translate } from '#locales/catalogues.ts';
import {
  bringAll,
  type FoundLine,
  HEADINGS,
  linesOf,
  lookAtFile,
  lookOnly,
  sentenceOf,
  start,
  viewArrival,
} from '../arrivals/index.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import type { Outcome } from './command.ts';
import { both } from './terminal.ts';

export const isArrivalKind = (what: string): what is ArrivalKind => ARRIVAL_KINDS.some((kind) => kind === what);

/** More would scroll what matters away; `--json` has as many, and the report on screen all of them. */
const SHOWN = 200;
/** Milliseconds; an open desk on the same database may bring lines in as well. */
const LOOK_AGAIN = 300;

type Asked = { kind: ArrivalKind; file: string; desk: string; isDry: boolean; t: Translate; locale: 'es-MX' | 'en' };

const said = (t: Translate, line: FoundLine): string[] =>
  line.problems.map((problem) =>
    t('terminal.cli.import-trouble', {
      line: line.line,
      column: problem.column === null ? '–' : t(HEADINGS[problem.column]),
      said: sentenceOf(t, { message: problem.message, values: problem.values ?? {} }),
      found: problem.found,
    }),
  );

export async function importArrival(house: House, asked: Asked): Promise<Outcome> {
  const { kind, file, desk, isDry, t, locale } = asked;
  if (desk === '') throw both('terminal.cli.import-desk-missing');
  const query = { name: basename(file), kind, desk };
  const found = isDry
    ? await lookOnly(house, { query, upload: createReadStream(file), locale })
    : await bringIn(house, query, file);
  const { counts, lines } = found;
  const troubles = lines.filter(({ problems }) => problems.length > 0).slice(0, SHOWN);
  return {
    ok: counts.fault === 0,
    lines: [
      ...troubles.flatMap((line) => said(t, line)),
      t('terminal.cli.arrived', { state: isDry ? 'looked' : 'done', ...counts }),
    ],
    data: { counts, troubles },
  };
}

/** To its end, whoever does the work; what was interrupted goes on in the desk when it is open, or with the same command. */
async function bringIn(house: House, query: { name: string; kind: ArrivalKind; desk: string }, file: string) {
  const actor = system('terminal');
  const id = await lookAtFile(house, actor, { query, upload: createReadStream(file) });
  await start(house, actor, { id, body: { version: 1, letters: false } });
  let arrival: ArrivalDetail;
  for (;;) {
    await bringAll(house, id);
    arrival = await viewArrival(house, id);
    if (arrival.state !== 'running') break;
    await pause(LOOK_AGAIN);
  }
  return { counts: arrival.counts, lines: await linesOf(house, v.parse(ArrivalId, id)) };
}
