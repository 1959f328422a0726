/** The rows of many lived requests, written table by table in the order their references want. */
import type { Insertable } from 'kysely';
import type pg from 'pg';
import type * as tables from '#database/tables.ts';
import { acceptedExtension, kindOf as kindOfExtension } from '#server/attachments/rules.ts';
import type { Chance } from './chance.ts';
import { Sheet } from './copy.ts';
import { type Life, ring, type SomeFile } from './life.ts';
import type { Shelf } from './shelf.ts';
import { tell } from './tell.ts';
import { fileName } from './texts.ts';
import type { World } from './world.ts';

export type Ledger = ReturnType<typeof openLedger>;

export function openLedger() {
  return {
    requests: new Sheet<Insertable<tables.Requests>>('requests'),
    pauses: new Sheet<Insertable<tables.RequestPauses>>('request_pauses'),
    receipts: new Sheet<Insertable<tables.Receipts>>('receipts'),
    history: new Sheet<Insertable<tables.History>>('history'),
    messages: new Sheet<Insertable<tables.Messages>>('messages'),
    attachments: new Sheet<Insertable<tables.Attachments>>('attachments'),
    reads: new Sheet<Insertable<tables.RequestReads>>('request_reads'),
    letters: new Sheet<Insertable<tables.Letters>>('letters'),
    notices: new Sheet<Insertable<tables.Notices>>('notices'),
  };
}

export async function writeLedger(client: pg.Client, ledger: Ledger): Promise<void> {
  await client.query('begin');
  for (const sheet of Object.values(ledger)) await sheet.write(client);
  await client.query('commit');
}

/** Whether bell and outbox still hold what was told of it: one request in four, and all of the last days. */
const TOLD = 0.25;

export function enter(chance: Chance, world: World, given: { ledger: Ledger; life: Life; age: number }): void {
  const { ledger, life } = given;
  const { row, receipt } = life;
  ring(life, world.now);
  ledger.requests.add({ ...row, place: JSON.stringify(row.place) });
  enterPauses(ledger, life);
  ledger.receipts.add({
    subject_id: row.id,
    folio: row.folio,
    issued_at: row.registered_at,
    document: receipt.document,
    sha256: receipt.sha256,
  });
  enterHistory(ledger, life);
  for (const file of life.files) {
    ledger.attachments.add({
      id: file.id,
      owner_id: file.owner.id,
      name: file.name,
      kind: file.kind,
      media_type: MEDIA_TYPES[file.kind] ?? 'application/octet-stream',
      bytes: file.bytes,
      sha256: Buffer.from(file.sha256, 'hex'),
      scan: 'clean',
      preview: 'none',
      uploaded_at: file.at,
      sent_with: file.with,
      sent_at: file.at,
    });
  }
  enterReads(chance, ledger, life);
  if (given.age < 0.01 || chance.is(TOLD)) tell(chance, world, { ledger, life });
}

function enterPauses(ledger: Ledger, { row, pauses }: Life): void {
  for (const pause of pauses)
    ledger.pauses.add({
      request_id: row.id,
      opened_by: pause.opened,
      closed_by: pause.closed,
      reason: pause.reason,
      from_at: pause.from,
      to_at: pause.to,
    });
}

function enterHistory(ledger: Ledger, life: Life): void {
  const { row } = life;
  const stream = `request:${row.id}`;
  for (const entry of life.entries) {
    ledger.history.add({
      id: entry.id,
      stream,
      sequence: entry.sequence,
      at: entry.at,
      actor_kind: entry.by === null ? 'system' : 'person',
      actor_id: entry.by?.id ?? null,
      fact: entry.fact,
      data: JSON.stringify(entry.data),
      previous_hash: entry.previous,
      hash: entry.hash,
    });
  }
  for (const { author, ...message } of life.messages) {
    ledger.messages.add({
      id: message.id,
      request_id: row.id,
      sequence: message.sequence,
      author_id: author.id,
      visibility: message.visibility,
      body: message.body,
      at: message.at,
    });
  }
}

/** Most requesters saw the end of it, some only its beginning, one in ten nothing; the desk reads what it attends. */
function enterReads(chance: Chance, ledger: Ledger, { row, requester }: Life): void {
  const u = chance.unit();
  const through = u < 0.7 ? row.last_public_sequence : Math.ceil(row.last_public_sequence / 2);
  if (u < 0.9) ledger.reads.add({ person_id: requester.id, request_id: row.id, through, at: row.last_public_at });
  if (row.agent_id !== null && chance.is(0.8))
    ledger.reads.add({
      person_id: row.agent_id,
      request_id: row.id,
      through: Math.max(1, row.last_sequence - chance.whole(2)),
      at: row.last_at,
    });
}

const MEDIA_TYPES: Readonly<Partial<Record<SomeFile['kind'], string>>> = {
  image: 'image/png',
  document: 'application/pdf',
};

/** One to three files; without a shelf their rows alone, and no bytes lie behind them. */
export function someFiles(chance: Chance, at: Date, shelf: Shelf | null): SomeFile[] {
  return Array.from({ length: 1 + Math.floor(chance.exponential(0.5)) }, () => {
    const name = fileName(chance);
    const id = chance.id(at.getTime()) as SomeFile['id'];
    const drawn = Math.min(10_000_000, Math.max(2_000, chance.logNormal(240_000, 1.2)));
    const bytes = Math.min(10_000_000, Math.round(drawn * (shelf?.scale ?? 1)));
    const unwritten = chance.bytes(32).toString('hex');
    return { id, name, bytes, kind: kindOf(name), sha256: shelf?.put(id, bytes) ?? unwritten };
  });
}

function kindOf(name: string): SomeFile['kind'] {
  const extension = acceptedExtension(name);
  if (extension === null) throw new Error(`the desk takes no file named ${name}`);
  return kindOfExtension(extension);
}
