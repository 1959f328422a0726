/** Hand-over notes: writing them, changing them while nobody has read them, and saying that one has. */
import type {
  closeHandover,
  correctHandover,
  HandoverView,
  readHandover,
  rewordHandover,
} from '#contract/handovers.ts';
import { FIGURE_FOLIOS, type Figures } from '#contract/handovers.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { allTeams, outrun } from '#server/accounts/index.ts';
import { standingOfTeam } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { type Actor, type Allowed, allow, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import {
  draftOf,
  dropDraft,
  insertNote,
  keepDraft,
  lockNote,
  type NewNote,
  type Note,
  noteById,
  notesOfShift,
  saveNote,
} from './handover-rows.ts';
import { type NoteRight, notePolicy, shiftPolicy } from './policy.ts';
import { shiftById, successorOf } from './rows.ts';
import { rosterStream, viewNote } from './view.ts';

const figuresFor = (house: House, actor: Actor, teamId: string | null): Promise<Figures> =>
  standingOfTeam(house, actor, { teamId, folios: FIGURE_FOLIOS });

const hashOf = (body: string): string => sha256(body).toString('hex');

async function noteFor(house: House, actor: Actor, id: string): Promise<HandoverView> {
  const db = house.store.read;
  const [note, teams] = await Promise.all([noteById(db, id, house.clock.now()), allTeams(db)]);
  if (note === undefined || !notePolicy.sees(actor, note)) throw new Fault('not-found');
  return viewNote(note, actor, teams);
}

export async function readNoteOf(house: House, actor: Actor, shiftId: string): Promise<ReplyOf<typeof readHandover>> {
  const db = house.store.read;
  const now = house.clock.now();
  const shift = await shiftById(db, shiftId);
  if (shift === undefined) throw new Fault('not-found');
  const [notes, teams] = await Promise.all([notesOfShift(db, shiftId, now), allTeams(db)]);
  const [note, ...corrections] = notes.filter((each) => notePolicy.sees(actor, each));
  if (notes.length > 0 && note === undefined) throw new Fault('not-found');
  if (note === undefined && !shiftPolicy.may('hand-over', actor, shift)) throw new Fault('right.missing');
  const [draft, figures, next] = await Promise.all([
    draftOf(db, shiftId, personOf(actor).id),
    note === undefined ? figuresFor(house, actor, shift.teamId) : null,
    successorOf(db, shift, now),
  ]);
  return {
    note: note === undefined ? null : viewNote(note, actor, teams),
    corrections: corrections.map((each) => viewNote(each, actor, teams)),
    draft: draft === undefined ? null : { body: draft.body, savedAt: draft.saved_at.toISOString() },
    figures,
    next: next === undefined ? null : { name: next.face.name, from: next.from.toISOString() },
  };
}

export async function saveDraft(
  house: House,
  actor: Actor,
  draft: { shiftId: string; body: string },
): Promise<{ done: true }> {
  const { id: personId } = personOf(actor);
  allow(shiftPolicy, 'hand-over', { actor, thing: await shiftById(house.store.read, draft.shiftId) });
  await house.store.aside('draft', (db, now) => keepDraft(db, { ...draft, personId }, now));
  return { done: true };
}

type Closing = { shiftId: string; body: BodyOf<typeof closeHandover>; once: OneEffect | null };

/** `handover.early` before the shift begins, `handover.written` where it has its note. */
export async function close(house: House, actor: Actor, { shiftId, body, once }: Closing): Promise<HandoverView> {
  const author = personOf(actor);
  const shift = allow(shiftPolicy, 'hand-over', { actor, thing: await shiftById(house.store.read, shiftId) });
  const figures = await figuresFor(house, actor, shift.teamId);
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    if (work.now < shift.from) throw new Fault('handover.early');
    const next = await successorOf(work.db, shift, work.now);
    const note = {
      ...shift,
      id: answer.id,
      shiftId,
      authorId: author.id,
      corrects: null,
      nextId: next?.personId ?? null,
    };
    await record(work, 'handover.closed', { ...note, body: body.body });
    if (!(await insertNote(work, { ...note, body: body.body, figures }))) throw new Fault('handover.written');
    await dropDraft(work.db, shiftId, author.id);
  });
  return noteFor(house, actor, id);
}

type Recorded = Pick<NewNote, 'id' | 'shiftId' | 'teamId' | 'authorId' | 'nextId' | 'body'>;

const record = (work: Work, fact: string, note: Recorded, more: Record<string, string> = {}) =>
  work.record({
    stream: rosterStream(note.teamId),
    fact,
    data: {
      handoverId: note.id,
      shiftId: note.shiftId,
      teamId: note.teamId,
      authorId: note.authorId,
      nextPersonId: note.nextId,
      bodyHash: hashOf(note.body),
      ...more,
    },
  });

const rewordedBefore = (work: Work, note: Note): Promise<Fault> =>
  outrun(work.db, { stream: rosterStream(note.teamId), about: { handoverId: note.id }, actor: work.actor });

async function held<Asked extends NoteRight>(work: Work, right: Asked, id: string): Promise<Allowed<Asked, Note>> {
  return allow(notePolicy, right, { actor: work.actor, thing: await lockNote(work, id) });
}

export async function reword(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof rewordHandover> },
): Promise<HandoverView> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const note = await held(work, 'reword', id);
    if (note.confirmedAt !== null) throw new Fault('handover.confirmed');
    if (note.version !== body.version) throw await rewordedBefore(work, note);
    await record(work, 'handover.reworded', { ...note, body: body.body });
    await saveNote(work, note, { body: body.body });
  });
  return noteFor(house, actor, id);
}

type Correcting = { id: string; body: BodyOf<typeof correctHandover>; once: OneEffect | null };

/** With the figures of now, to who was to read the first. */
export async function correct(house: House, actor: Actor, { id, body, once }: Correcting): Promise<HandoverView> {
  const author = personOf(actor);
  const first = await noteById(house.store.read, id, house.clock.now());
  const known = allow(notePolicy, 'correct', { actor, thing: first });
  const figures = await figuresFor(house, actor, known.teamId);
  const added = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    const note = await held(work, 'correct', id);
    if (note.confirmedAt === null) throw new Fault('handover.unread');
    const nextId = note.nextId === author.id ? note.authorId : note.nextId;
    const said = { ...note, id: answer.id, authorId: author.id, nextId, corrects: id, body: body.body, figures };
    await record(work, 'handover.closed', said, { corrects: id });
    await insertNote(work, said);
  });
  return noteFor(house, actor, added.id);
}

/** `version.stale` when it was reworded since it was read. */
export async function confirm(
  house: House,
  actor: Actor,
  given: { id: string; version: number },
): Promise<HandoverView> {
  const { id: personId } = personOf(actor);
  await house.store.change(actor, async (work) => {
    const note = await held(work, 'confirm', given.id);
    if (note.confirmedAt !== null) throw new Fault('handover.confirmed');
    if (note.version !== given.version) throw await rewordedBefore(work, note);
    await record(work, 'handover.confirmed', note);
    await saveNote(work, note, { confirmedBy: personId });
  });
  return noteFor(house, actor, given.id);
}
