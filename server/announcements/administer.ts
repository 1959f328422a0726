/** Wording notices of the desk, and the steps of their life: published, said more of, over, withdrawn. */
import type {
  AnnouncementView,
  addAnnouncement,
  changeAnnouncement,
  endAnnouncement,
  publishAnnouncement,
  updateAnnouncement,
  withdrawAnnouncement,
} from '#contract/announcements.ts';
import type { BodyOf } from '#contract/operation.ts';
import { outrun } from '#server/accounts/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, type Allowed, allow } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { areasOfServices, asShown, contentOf, factsOf, refuseUnready } from './content.ts';
import { announcementPolicy } from './policy.ts';
import { readOne } from './read-announcements.ts';
import {
  type Content,
  insertAnnouncement,
  insertUpdate,
  type Kept,
  lockAnnouncement,
  type Step,
  saveContent,
  saveStep,
} from './rows.ts';
import { standingOf } from './rules.ts';

const streamOf = (id: string): string => `announcement:${id}`;

const factData = (id: string, content: Content) => ({
  announcementId: id,
  kind: content.kind,
  title: content.title,
  body: content.body,
  shownFrom: content.shownFrom?.toISOString() ?? null,
  beginsAt: content.beginsAt?.toISOString() ?? null,
  untilAt: content.untilAt?.toISOString() ?? null,
  audience: content.audience,
  agencyIds: content.agencyIds,
  onSignIn: content.onSignIn,
  areaIds: content.areaIds,
  serviceIds: content.serviceIds,
  systems: content.systems,
});

export async function add(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof addAnnouncement>; once: OneEffect | null },
): Promise<AnnouncementView> {
  const db = house.store.read;
  const [content, areas] = await Promise.all([contentOf(db, given.body), areasOfServices(db)]);
  const { id } = await house.store.changeOnce(
    actor,
    { once: given.once, answer: { id: newId() } },
    async (work, answer) => {
      const thing = { ...content, ...factsOf(content, areas), id: answer.id };
      await insertAnnouncement(work, allow(announcementPolicy, 'change', { actor, thing }));
      const data = factData(answer.id, content);
      await work.record({ stream: streamOf(answer.id), fact: 'announcement.drafted', data, opens: true });
    },
  );
  return readOne(house, actor, id);
}

type Held = Allowed<'change', Kept>;

/** The notice, held until the act ends, by who may change it; refused when it is past, or another than was seen. */
async function hold(work: Work, given: { id: string; version: number | null }): Promise<Held> {
  const kept = await lockAnnouncement(work, given.id);
  const areas = await areasOfServices(work.db);
  const thing = kept && { ...kept, ...factsOf(kept, areas) };
  const held = allow(announcementPolicy, 'change', { actor: work.actor, thing });
  if (given.version !== null && held.version !== given.version)
    throw await outrun(work.db, { stream: streamOf(held.id), actor: work.actor });
  const standing = standingOf(held, work.now);
  if (standing === 'ended' || standing === 'withdrawn') throw new Fault('announcement.state');
  return held;
}

export async function change(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof changeAnnouncement> },
): Promise<AnnouncementView> {
  const { version, ...written } = given.body;
  await house.store.change(actor, async (work) => {
    const held = await hold(work, { id: given.id, version });
    const read = await contentOf(work.db, written, held);
    const standing = standingOf(held, work.now);
    const content =
      standing === 'shown' ? asShown(held, read) : standing === 'scheduled' ? asPublished(read, work.now) : read;
    // Neither may one make it into what one may not word.
    allow(announcementPolicy, 'change', { actor, thing: factsOf(content, await areasOfServices(work.db)) });
    if (standing !== 'draft') refuseUnready(content, work.now);
    await saveContent(work, held, content);
    const data = factData(held.id, content);
    await work.record({ stream: streamOf(held.id), fact: 'announcement.changed', data });
  });
  return readOne(house, actor, given.id);
}

/** With its instants: what was left open begins now. */
function asPublished(content: Content, now: Date): Content {
  const shownFrom = content.shownFrom !== null && content.shownFrom > now ? content.shownFrom : now;
  return { ...content, shownFrom, beginsAt: content.beginsAt ?? shownFrom };
}

export async function publish(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof publishAnnouncement> },
): Promise<AnnouncementView> {
  await house.store.change(actor, async (work) => {
    const held = await hold(work, { id: given.id, version: given.body.version });
    if (held.state !== 'draft') throw new Fault('announcement.state');
    refuseUnready(held, work.now);
    const { shownFrom, beginsAt } = asPublished(held, work.now);
    const isShown = shownFrom !== null && shownFrom <= work.now;
    await saveStep(work, held, {
      state: 'published',
      ...(shownFrom && { shown_from: shownFrom }),
      ...(beginsAt && { begins_at: beginsAt }),
      ...(isShown && { started_at: work.now }),
    });
    await work.record({
      stream: streamOf(held.id),
      fact: 'announcement.published',
      data: factData(held.id, { ...held, shownFrom, beginsAt }),
    });
  });
  return readOne(house, actor, given.id);
}

export async function update(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof updateAnnouncement>; once: OneEffect | null },
): Promise<AnnouncementView> {
  const { id, body, once } = given;
  await house.store.changeOnce(actor, { once, answer: { id } }, async (work) => {
    const held = await hold(work, { id, version: null });
    if (standingOf(held, work.now) !== 'shown') throw new Fault('announcement.state');
    await insertUpdate(work, held, body.body);
    const data = { announcementId: id, body: body.body };
    await work.record({ stream: streamOf(id), fact: 'announcement.updated', data });
  });
  return readOne(house, actor, id);
}

type Ending = { readonly step: Step; readonly fact: string; readonly reason?: string };

async function endWith(work: Work, held: Held, { step, fact, reason }: Ending): Promise<void> {
  await saveStep(work, held, step);
  const wasShown = held.startedAt !== null;
  const data = { announcementId: held.id, wasShown, ...(reason === undefined ? {} : { reason }) };
  await work.record({ stream: streamOf(held.id), fact, data });
}

export async function end(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof endAnnouncement> },
): Promise<AnnouncementView> {
  const { id, body } = given;
  const { solution, version } = body;
  await house.store.change(actor, async (work) => {
    const held = await hold(work, { id, version });
    if (standingOf(held, work.now) !== 'shown') throw new Fault('announcement.state');
    const step = { ended_at: work.now, ...(solution === '' ? {} : { solution }) };
    await endWith(work, held, { step, fact: 'announcement.ended' });
  });
  return readOne(house, actor, id);
}

export async function withdraw(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof withdrawAnnouncement> },
): Promise<AnnouncementView> {
  const { reason, version } = given.body;
  await house.store.change(actor, async (work) => {
    const held = await hold(work, { id: given.id, version });
    const step = { state: 'withdrawn', withdrawn_reason: reason } as const;
    await endWith(work, held, { step, fact: 'announcement.withdrawn', reason });
  });
  return readOne(house, actor, given.id);
}

/** One whose time came: noted as shown, or as over, once. Nothing where another node was quicker. */
export async function keepTime(work: Work, id: string): Promise<boolean> {
  const kept = await lockAnnouncement(work, id);
  if (kept?.state !== 'published' || kept.endedAt !== null) return false;
  const held = allow(announcementPolicy, 'change', { actor: work.actor, thing: { ...kept, ofAreas: [] } });
  const standing = standingOf(held, work.now);
  if (standing === 'ended' && held.untilAt !== null) {
    await endWith(work, held, { step: { ended_at: held.untilAt }, fact: 'announcement.ended' });
    return true;
  }
  if (standing !== 'shown' || held.startedAt !== null) return false;
  await saveStep(work, held, { started_at: work.now });
  await work.record({ stream: streamOf(id), fact: 'announcement.started', data: { announcementId: id } });
  return true;
}
