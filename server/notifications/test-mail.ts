/** Correo de prueba: the letters of the demonstration, which never leave the machine. */
import type { listTestMail as listOperation, readTestMail as readOperation } from '#contract/notifications.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { KeptLetters } from '../shared/mailbox.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { viewKept, viewKeptLine } from './view.ts';

export async function listTestMail(
  kept: KeptLetters,
  query: QueryOf<typeof listOperation>,
): Promise<ReplyOf<typeof listOperation>> {
  const letters = await kept.list({ before: fromCursor(query.cursor), limit: PAGE_SIZE + 1 });
  const { items, next } = cutPage(letters, PAGE_SIZE, (letter) => [letter.at, letter.id]);
  return { items: items.map(viewKeptLine), next };
}

export async function readTestMail(kept: KeptLetters, id: string): Promise<ReplyOf<typeof readOperation>> {
  const letter = await kept.find(id);
  if (letter === null) throw new Fault('not-found');
  return viewKept(letter);
}
