/** The whole request as a paper: pure, in es-MX, as whoever asked may see it. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { AnswerView } from '#contract/form-shapes.ts';
import { translator } from '#locales/catalogues.ts';
import { shownCode } from '../records/index.ts';
import type { Block, Letterhead, Paper } from '../shared/paper/document.ts';
import { type Clock, formerThread, thread } from './full-record-thread.ts';
import type { Gathered } from './gather.ts';

const t = translator('es-MX');

export function fullRecordPaper(given: Gathered, letterhead: Letterhead): Paper {
  const { request, institution, madeAt } = given;
  const clock = clockOf(institution.timeZone);
  const at = clock.moment(madeAt.toISOString());
  const title = t('dossier.title');
  return {
    ...{ lang: 'es-MX', title, subject: t('dossier.subject', { folio: request.folio }) },
    ...{ author: institution.governmentName, madeAt: madeAt.toISOString(), letterhead },
    foot: t('dossier.foot', { folio: request.folio, at }),
    pageOf: t('papers.page-of', { page: '{page}', pages: '{pages}' }),
    blocks: [
      {
        ...{ kind: 'banner', title, name: t('papers.folio'), number: request.folio },
        under: `${t('dossier.made')} ${at}`,
      },
      facts(given, clock),
      { kind: 'heading', level: 2, text: t('papers.description') },
      { kind: 'text', text: request.description },
      ...answers(given),
      ...solution(given),
      ...acts(given, clock),
      ...formerThread(request.former, clock),
      ...thread(given, clock),
      ...annexes(given.files),
    ],
    enclosed: [],
  };
}

function clockOf(timeZone: string): Clock {
  const moments = new Intl.DateTimeFormat('es-MX', {
    ...{ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZone,
  } as Intl.DateTimeFormatOptions);
  return { moment: (iso) => moments.format(new Date(iso)) };
}

function facts({ request, offices }: Gathered, { moment }: Clock): Block {
  const { building, floor, office } = request.place;
  const rows: [string, string][] = [
    [t('papers.subject-of'), request.subject],
    [t('papers.registered'), moment(request.registeredAt)],
    [t('dossier.state'), t(`papers.state.${request.state}`)],
    [t('dossier.filed-for'), [request.requesterName, offices.requester].filter((each) => each !== '').join(', ')],
    [t('papers.agency'), request.agencyName.es],
    [t('dossier.area'), [request.areaName.es, request.serviceName?.es ?? ''].filter((each) => each !== '').join(' · ')],
    [t('dossier.level'), request.levelName.es],
    [t('dossier.place'), [building, floor, office].filter((each) => each !== '').join(', ')],
  ];
  return { kind: 'facts', rows: rows.filter(([, value]) => value !== '') };
}

const answers = ({ request }: Gathered): Block[] => [
  ...answered(t('papers.answers'), request.answers),
  ...request.formerAnswers.flatMap(({ serviceName, version, answers: before }) =>
    answered(t('dossier.former', { service: serviceName.es, version }), before),
  ),
];

function answered(text: string, given: readonly AnswerView[]): Block[] {
  if (given.length === 0) return [];
  const rows = given.map(({ label, shown }) => [label.es, shown.map(({ es }) => es).join('; ')] as const);
  return [
    { kind: 'heading', level: 2, text },
    { kind: 'facts', rows },
  ];
}

const solution = ({ request }: Gathered): Block[] =>
  request.solution === null
    ? []
    : [
        { kind: 'heading', level: 2, text: t('dossier.solution') },
        { kind: 'text', text: request.solution },
      ];

function acts({ records, covered }: Gathered, { moment }: Clock): Block[] {
  const heads = [
    { text: t('dossier.acts.act'), share: 5 },
    { text: t('dossier.acts.at'), share: 4 },
    { text: t('dossier.acts.code'), share: 4 },
  ];
  const rows = records.map(({ act, actedAt, code }) => [
    t(`papers.title.${act}`),
    moment(actedAt.toISOString()),
    shownCode(code),
  ]);
  return [
    { kind: 'heading', level: 2, text: t('dossier.acts') },
    { kind: 'table', heads, rows },
    ...(covered === 0 ? [] : [{ kind: 'text', tone: 'quiet', text: t('dossier.covered') } as const]),
  ];
}

function annexes(files: readonly AttachmentView[]): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: t('dossier.annexes') };
  if (files.length === 0) return [heading, { kind: 'text', text: t('dossier.annexes.none') }];
  const count = new Intl.NumberFormat('es-MX');
  return [
    heading,
    {
      kind: 'table',
      heads: [
        { text: t('papers.files.name'), share: 9 },
        { text: t('papers.files.bytes'), share: 4, to: 'right' },
        { text: t('papers.files.sha256'), share: 20, letters: 'fixed' },
      ],
      rows: files.map(({ name, bytes, sha256 }) => [name, count.format(bytes), sha256]),
    },
  ];
}
