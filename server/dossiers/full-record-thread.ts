/** What was said and done, of the whole request as a paper: in order, with who, from which position, and when. */
import type { RequestView, TimelineEntry } from '#contract/requests.ts';
import { translator } from '#locales/catalogues.ts';
import { eventOf } from '#locales/request-events.ts';
import type { Block } from '../shared/paper/document.ts';
import type { Gathered } from './gather.ts';

const t = translator('es-MX');

export type Clock = { moment(iso: string): string };

const heads = () => [
  { text: t('dossier.thread.at'), share: 3 },
  { text: t('dossier.thread.who'), share: 4 },
  { text: t('dossier.thread.what'), share: 9 },
];

export const thread = ({ request, offices }: Gathered, clock: Clock): Block[] => [
  { kind: 'heading', level: 2, text: t('dossier.thread') },
  {
    ...{ kind: 'table', heads: heads() },
    rows: request.timeline.map((entry) => [
      clock.moment(entry.at),
      who(entry, offices.by.get(entry.sequence) ?? ''),
      said(entry, clock),
    ]),
  },
  { kind: 'text', tone: 'quiet', text: t('dossier.offices') },
];

function who({ by, values }: TimelineEntry, office: string): string {
  if (by === null) return t('dossier.desk');
  const whom = values.onAccountOf;
  const parts = [by.name, office, whom === undefined ? '' : t('dossier.on-account', { whom })];
  return parts.filter((part) => part !== '').join('\n');
}

function said(entry: TimelineEntry, { moment }: Clock): string {
  const event = eventOf(entry, { day: moment, who: entry.by === null ? 'desk' : 'person' });
  const { message } = entry;
  const parts = [
    event === null ? '' : t(event.key, event.values),
    message?.visibility === 'internal' ? `${t('dossier.internal')}:` : '',
    message?.text ?? '',
    ...(message?.attachments ?? []).map(({ name }) => `[${name}]`),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** What was said at the desk before this one: names alone, as they came. */
export function formerThread(former: RequestView['former'], { moment }: Clock): Block[] {
  if (former === null || former.messages.length === 0) return [];
  const rows = former.messages.map(({ at, author, visibility, text }) => [
    moment(at),
    author,
    visibility === 'internal' ? `${t('dossier.internal')}:\n${text}` : text,
  ]);
  return [
    { kind: 'heading', level: 2, text: t('dossier.before', { desk: `${former.desk} (${former.folio})` }) },
    { kind: 'table', heads: heads(), rows },
  ];
}
