/** The invented requests, lived again act by act, each by its own person at its own time. */
import { Readable } from 'node:stream';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { Answers } from '#contract/forms.ts';
import type { BodyInput, Operation } from '#contract/operation.ts';
import {
  acceptSolution,
  askRequester,
  assignRequest,
  cancelRequest,
  fileRequest,
  markRead,
  postMessage,
  postNote,
  type RequestView,
  readRequest,
  rejectRequest,
  resolveRequest,
  scheduleVisit,
  takeRequest,
  waitThirdParty,
} from '#contract/requests.ts';
import { decideUrgency, objectToUrgency, readUrgency } from '#contract/urgency.ts';
import { type Calendar, localYear } from '../calendars/index.ts';
import { serviceById } from '../catalogue/index.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { startSeriesAt } from '../records/index.ts';
import { type PersonActor, system } from '../shared/policy.ts';
import type { DemoRequest, Moment, SampleFile, Step } from './data.ts';
import { type Days, timetable } from './days.ts';
import type { Inhabitant, Inhabitants } from './people.ts';
import type { ReplayHouse } from './replay-house.ts';
import { bytesOf } from './sample-files.ts';

export type Script = {
  readonly requests: readonly DemoRequest[];
  readonly inhabitants: Inhabitants;
  readonly calendar: Calendar;
  readonly days: Days;
};

type Stage = Script & {
  readonly replay: ReplayHouse;
  /** By code: what a request is filed under and who attends it. */
  readonly services: ReadonlyMap<string, { id: string; areaId: string; teamId: string | null }>;
  /** Ids of the requests filed so far, by number. */
  readonly ids: Map<number, string>;
  /** Local years whose series of folios is open. */
  readonly years: Set<number>;
};

const localTime = (days: Days, moment: Moment): string => `${days.day(moment.day)}T${moment.time}`;

const known = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demonstration names something that does not exist: ${String(key)}`);
  return value;
};

/** Files every request in the order of its folio and plays what followed. */
export async function playRequests(replay: ReplayHouse, script: Script): Promise<void> {
  const [anyone] = script.inhabitants.values();
  if (anyone === undefined) throw new Error('nobody lives in the demonstration');
  const services = await servicesOf(replay, anyone.actor);
  const stage: Stage = { ...script, replay, services, ids: new Map(), years: new Set() };
  for (const { at, request, step } of timetable(script.calendar, script.days, script.requests)) {
    replay.moveTo(at);
    const by = known(script.inhabitants, step?.by ?? request.requester);
    const view = step === null ? await file(stage, by, request) : await act(stage, by, { request, step });
    await readThrough(stage, by.actor, view);
  }
}

async function servicesOf(replay: ReplayHouse, actor: PersonActor): Promise<Stage['services']> {
  const { reply } = await replay.call(readCatalogue, actor);
  const services = new Map<string, { id: string; areaId: string; teamId: string | null }>();
  for (const area of reply.areas) {
    for (const { id, code } of area.services) {
      const service = await serviceById(replay.house.store.read, id);
      services.set(code, { id, areaId: area.id, teamId: service?.teamId ?? null });
    }
  }
  return services;
}

async function file(stage: Stage, by: Inhabitant, request: DemoRequest): Promise<RequestView> {
  const { replay, days } = stage;
  await openSeries(stage, request.number);
  const { id: serviceId, areaId } = known(stage.services, request.service);
  const attachments = await send(stage, by.actor, request.files);
  const { reply } = await replay.call(fileRequest, by.actor, {
    body: {
      draftId: null,
      subject: days.write(request.subject),
      description: days.write(request.description),
      areaId,
      serviceId,
      place: { ...by.person.place, phone: by.person.phone },
      attachments,
      answers: answered(request, days, attachments),
      ...(request.urgency
        ? { urgency: { ...request.urgency, neededBy: localTime(days, request.urgency.neededBy) } }
        : {}),
    },
  });
  stage.ids.set(request.number, reply.id);
  return reply;
}

/** With the days of their dates written in, and files by the ids they were given. */
function answered({ answers, files }: DemoRequest, days: Days, ids: readonly string[]): Answers {
  const idOf = (name: string): string => ids[files.findIndex((file) => file.name === name)] ?? days.write(name);
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      if (Array.isArray(answer)) return [key, answer.map(idOf)];
      return [key, typeof answer === 'string' ? days.write(answer) : answer];
    }),
  );
}

/** The desk goes on with the numbers of the one before it; over a New Year, in both years. */
async function openSeries(stage: Stage, next: number): Promise<void> {
  const { store, clock } = stage.replay.house;
  const year = localYear(stage.calendar.timeZone, clock.now());
  if (stage.years.has(year)) return;
  await store.change(system('demonstration'), async (work) => {
    await startSeriesAt(work, { series: 'SS', year, next });
    await work.record({ stream: INSTITUTION_STREAM, fact: 'folio-series.started', data: { series: 'SS', year, next } });
  });
  stage.years.add(year);
}

async function send(stage: Stage, actor: PersonActor, files: readonly SampleFile[]): Promise<string[]> {
  const ids: string[] = [];
  for (const sample of files) {
    const upload = Readable.from([bytesOf(sample)]);
    const { reply } = await stage.replay.call(uploadAttachment, actor, { query: { name: sample.name }, upload });
    ids.push(reply.id);
  }
  return ids;
}

type Acting = { readonly request: DemoRequest; readonly step: Step };

async function act(stage: Stage, by: Inhabitant, acting: Acting): Promise<RequestView> {
  const id = known(stage.ids, acting.request.number);
  const perform = async <O extends Operation>(operation: O, body: BodyInput<O>): Promise<RequestView> => {
    const { reply } = await stage.replay.call(operation, by.actor, { params: { id }, body });
    return reply as RequestView;
  };
  const { step } = acting;
  const { write, day } = stage.days;
  switch (step.act) {
    case 'assign': {
      const { teamId } = known(stage.services, acting.request.service);
      if (teamId === null) throw new Error(`no team attends ${acting.request.service}`);
      return perform(assignRequest, { teamId, agentId: known(stage.inhabitants, step.to).actor.id });
    }
    case 'take':
      return perform(takeRequest, {});
    case 'message':
      return perform(postMessage, { text: write(step.text), attachments: await send(stage, by.actor, step.files) });
    case 'ask':
      return perform(askRequester, { text: write(step.text), attachments: await send(stage, by.actor, step.files) });
    case 'note':
      return perform(postNote, { text: write(step.text), attachments: [] });
    case 'schedule':
      return perform(scheduleVisit, { at: localTime(stage.days, step.at), where: step.where });
    case 'wait':
      return perform(waitThirdParty, { who: step.who, reference: step.reference, until: day(step.until.day) });
    case 'resolve':
      return perform(resolveRequest, { solution: write(step.text), closureCode: step.code, attachments: [] });
    case 'accept':
      return perform(acceptSolution, {});
    case 'reject':
      return perform(rejectRequest, { reason: write(step.text) });
    case 'cancel':
      return perform(cancelRequest, { reason: write(step.text) });
    case 'object':
      return perform(objectToUrgency, { reason: write(step.text) });
    case 'decide':
      return decide(stage.replay, by.actor, { id, step });
  }
}

/** As on screen: the petition is opened, then decided. */
async function decide(
  replay: ReplayHouse,
  actor: PersonActor,
  deciding: { id: string; step: Step & { act: 'decide' } },
) {
  const { id, step } = deciding;
  const { reply: found } = await replay.call(readUrgency, actor, { params: { ref: id } });
  const choice = found.choices.find((each) => (step.level === null ? each.current : each.code === step.level));
  if (choice === undefined) throw new Error(`the demonstration names a level that does not exist: ${step.level}`);
  const { round, request } = found;
  await replay.call(decideUrgency, actor, {
    params: { id },
    body: { round, levelSeen: request.levelId, levelId: choice.levelId, reason: step.reason, message: step.text },
  });
  return (await replay.call(readRequest, actor, { params: { ref: id } })).reply;
}

/** Whoever acts has read what came before: what is left unread at the end is what truly waits for them. */
async function readThrough(stage: Stage, actor: PersonActor, view: RequestView): Promise<void> {
  const through = view.timeline.at(-1)?.sequence ?? 0;
  await stage.replay.call(markRead, actor, { params: { id: view.id }, body: { through } });
}
