/** What happened, in words: facts of the history → sentences of lists and of the thread. Pure. */
import type { RequestState, RequestSummary, RequestView, TimelineEntry } from '#contract/requests.ts';
import { among, eventOf, nameOf, TOLD, TOLD_ALIKE, TOLD_BY_MESSAGE } from '#locales/request-events.ts';
import type { MessageKey, Translate } from '#web/shared/i18n.ts';

export { TOLD, TOLD_ALIKE, TOLD_BY_MESSAGE };

/** DTI/SS/2026/000123 → SS-2026-000123, as the address bar has it; the id where a folio has another form. */
export function refOf(request: { id: string; folio: string }): string {
  const parts = /([A-Z]{2})\/(\d{4})\/(\d{6,12})$/.exec(request.folio);
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : request.id;
}

/** "Laura" of "Laura Mendoza"; a name that begins with an abbreviation ("Ma. de los Ángeles") is said whole. */
export function firstName(name: string): string {
  const [first = ''] = name.split(' ');
  return first.endsWith('.') ? name : first;
}

function movementKey(fact: string): MessageKey {
  const name = among([...TOLD, ...TOLD_ALIKE, ...TOLD_BY_MESSAGE], nameOf(fact));
  return name === undefined ? 'requests.movement.other' : `requests.movement.${name}`;
}

/** The requester sees "te preguntó", the desk "preguntó": `reader` chooses. */
export function movementWords(t: Translate, request: RequestSummary): string {
  const { fact, by, mine } = request.lastMovement;
  return t(movementKey(fact), {
    who: mine ? 'me' : by === null ? 'desk' : 'person',
    name: by ?? '',
    agent: request.agentName === null ? 'none' : 'some',
    agentName: firstName(request.agentName ?? ''),
  });
}

/** The line of the thread for what happened, or null where the message itself says it. */
export function eventWords(
  t: Translate,
  entry: TimelineEntry,
  moments: { day: (iso: string) => string },
): string | null {
  const who = entry.by === null ? 'desk' : entry.by.mine ? 'me' : 'person';
  const told = eventOf(entry, { day: moments.day, who });
  return told && t(told.key, told.values);
}

export type KnotStep = { key: string; label: string; note?: string; status: 'done' | 'here' | 'waiting' | 'ahead' };

const ORDER = ['registered', 'assigned', 'in_progress', 'resolved', 'closed'] as const;
const PLACE: Readonly<Record<RequestState, number>> = {
  registered: 0,
  assigned: 1,
  in_progress: 2,
  scheduled: 2,
  waiting_requester: 2,
  waiting_third_party: 2,
  resolved: 3,
  closed: 4,
  cancelled: 4,
  rejected: 4,
};

const LABELS = {
  registered: 'requests.knot.registered',
  assigned: 'requests.knot.assigned',
  in_progress: 'requests.knot.in-progress',
  resolved: 'requests.knot.resolved',
  closed: 'requests.knot.closed',
  cancelled: 'requests.knot.cancelled',
  rejected: 'requests.knot.rejected',
} as const satisfies Record<string, MessageKey>;

/** Facts that bring a request to each knot. */
const REACHED: Readonly<Record<(typeof ORDER)[number], readonly string[]>> = {
  registered: ['request.registered', 'request.arrived', 'request.arrived-told'],
  assigned: ['request.assigned', 'request.taken'],
  in_progress: ['request.taken', 'request.asked', 'request.scheduled'],
  resolved: ['request.resolved'],
  closed: ['request.accepted', 'request.closed', 'request.duplicated', 'request.cancelled', 'request.rejected'],
};

/** The five knots of the thread. A request that ended otherwise shows in the last one how it ended. */
export function knotsOf(
  t: Translate,
  view: RequestView,
  { forRequester, short }: { forRequester: boolean; short: (iso: string) => string },
): KnotStep[] {
  const here = PLACE[view.state];
  const ended = here === 4;
  return ORDER.map((key, index) => {
    const reached = view.timeline.filter((entry) => REACHED[key].includes(entry.fact));
    const at = key === 'resolved' || key === 'closed' ? reached.at(-1)?.at : reached[0]?.at;
    const label = t(
      key === 'closed' && ended && view.state !== 'closed' ? LABELS[view.state as 'cancelled'] : LABELS[key],
    );
    if (index === here) return hereKnot(t, view, { key, label, ended, forRequester, at, short });
    const passed = index < here && (!ended || view.state === 'closed' || at !== undefined || index === 0);
    return { key, label, status: passed ? 'done' : 'ahead', ...(passed && at ? { note: short(at) } : {}) };
  });
}

type Here = {
  key: string;
  label: string;
  ended: boolean;
  forRequester: boolean;
  at: string | undefined;
  short: (iso: string) => string;
};

function hereKnot(t: Translate, view: RequestView, here: Here): KnotStep {
  const waits = here.forRequester && (view.state === 'waiting_requester' || view.state === 'resolved');
  return {
    key: here.key,
    label: here.label,
    note: hereNote(t, view, here),
    status: here.ended ? 'done' : waits ? 'waiting' : 'here',
  };
}

function hereNote(t: Translate, view: RequestView, here: Here): string {
  if (view.state === 'waiting_requester')
    return t(here.forRequester ? 'requests.knot.your-turn' : 'requests.knot.their-turn');
  if (view.state === 'resolved') return t(here.forRequester ? 'requests.knot.confirm' : 'requests.knot.their-confirm');
  if (view.state === 'waiting_third_party') return t('requests.knot.third-party');
  if (view.state === 'scheduled' && view.scheduledAt !== null)
    return t('requests.knot.visit', { when: here.short(view.scheduledAt) });
  return here.at === undefined ? '' : here.short(here.at);
}

const MESSAGES: Readonly<Record<string, MessageKey>> = {
  'request.messaged': 'requests.movement.messaged',
  'request.asked': 'requests.movement.asked',
  'request.answered': 'requests.movement.answered',
  'request.noted': 'requests.movement.noted',
};

/** "Laura te preguntó", for an entry that is a message alone; null for any other. */
export function messageWords(t: Translate, entry: TimelineEntry): string | null {
  const key = MESSAGES[entry.fact];
  if (key === undefined) return null;
  const who = entry.by === null ? 'desk' : entry.by.mine ? 'me' : 'person';
  return t(key, { who, name: entry.by?.name ?? '', agent: 'none', agentName: '' });
}

const ORIGINS = {
  telephone: 'requests.capture.telephone',
  in_person: 'requests.capture.in-person',
  official_letter: 'requests.capture.official-letter',
} as const satisfies Record<string, MessageKey>;

/** "Laura Mendoza, por teléfono"; null when its requester filed it. */
/** Who filed it and for whom: on somebody's account, or before a colleague took it over. */
export const bothNames = (t: Translate, { filedBy, requesterName }: Pick<RequestView, 'filedBy' | 'requesterName'>) =>
  t('requests.aside.both-names', { by: filedBy ?? '', whom: requesterName });

export function captureWords(t: Translate, { capture }: Pick<RequestView, 'capture'>, day: (iso: string) => string) {
  if (capture === null) return null;
  return t(ORIGINS[capture.origin], {
    name: capture.by,
    number: capture.number ?? '',
    date: capture.date === null ? '' : day(capture.date),
  });
}
