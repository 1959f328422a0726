/** What the paper of an act tells, from its sealed document alone: names and values, in the order a reader asks for them. */
import type { Block } from '#server/shared/paper/document.ts';
import type { SealedAct } from '../sealed-rows.ts';
import { dayOf, partsIn, type Said, t, textsIn, wordOf } from './said.ts';

type Row = readonly [name: string, value: string];
type Told = readonly [name: Parameters<typeof t>[0], value: string | null];

const rows = (told: readonly Told[]): Row[] =>
  told.flatMap(([name, value]) => (value === null ? [] : [[t(name), value] as const]));
const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const prose = (name: Parameters<typeof t>[0], text: string | null): Block[] =>
  text === null ? [] : [heading(t(name)), { kind: 'text', text }];

export function toldOf(act: SealedAct, said: Said): Block[] {
  const facts: Block = { kind: 'facts', rows: rows(FACTS[act](said)) };
  return [...opening(act, said), facts, ...late(said), ...BODIES[act](said)];
}

const person = (said: Said | null): string | null =>
  said === null ? null : [said.text('name'), said.text('positionName')].filter((each) => each !== null).join(', ');

const requester = (said: Said): string | null => {
  const named = [said.text('requesterName'), said.text('positionName')].filter((each) => each !== null);
  return named.length === 0 ? null : named.join(', ');
};

/** A receipt of before named its agency under another word. */
const agency = (said: Said): Told => ['papers.agency', said.text('agencyName') ?? said.text('agency')];

const offered = (said: Said): Told[] => [
  ['papers.area', [said.text('areaName'), said.text('serviceName')].filter((each) => each !== null).join(' · ')],
  ['papers.level', said.text('levelName')],
];

const registration = (said: Said): Told[] => [
  ['papers.subject-of', said.text('subject')],
  ['papers.registered', said.instant('registeredAt') ?? said.instant('actedAt')],
  ['papers.requester', requester(said)],
  agency(said),
  ['papers.capture', capture(said.part('capture'))],
  ['papers.filed-by', said.text('filedBy')],
  ...offered(said),
  ['papers.first-response', said.instant('firstResponseDueAt')],
  ['papers.resolution', said.instant('resolutionDueAt')],
  ['papers.urgency', urgency(said.part('urgency'))],
];

function capture(said: Said | null): string | null {
  if (said === null) return null;
  const key = `papers.captured.${said.text('origin') as 'telephone' | 'in_person' | 'official_letter'}` as const;
  const date = said.text('date');
  return t(key, {
    name: said.text('by') ?? '',
    number: said.text('number') ?? '',
    date: date === null ? '' : dayOf(date),
  });
}

function urgency(said: Said | null): string | null {
  if (said === null) return null;
  const [day = '', minute = ''] = (said.text('neededBy') ?? '').split('T');
  const meanwhile = [said.word('urgency', 'alternative'), said.text('meanwhile')].filter((each) => each !== null);
  return t('papers.urgency.facts', {
    stops: (said.text('stops') ?? '').replace(/[.\s]+$/, ''),
    affects: said.word('urgency', 'affects') ?? '',
    until: `${dayOf(day)}, ${minute}`,
    alternative: meanwhile.join(': '),
  });
}

/** Nobody: the desk did it, by its rules. */
const by = (said: Said): string => person(said.part('by')) ?? t('papers.by.desk');

const answered = (said: Said): Told[] => [
  ['papers.subject-of', said.text('subject')],
  ['papers.acted', said.instant('actedAt')],
  ['papers.state', said.word('state', 'state')],
  ['papers.by', by(said)],
  ['papers.requester', requester(said)],
  agency(said),
  ['papers.registered', said.instant('registeredAt')],
  ...offered(said),
];

const ended = (said: Said): Told[] => [
  ...answered(said),
  ['papers.closure', said.text('closureCode')],
  ['papers.cause', said.word('cause', 'cause')],
  ['papers.first-response', said.instant('firstResponseDueAt')],
  ['papers.first-response-at', said.instant('firstResponseAt')],
  ['papers.resolution', said.instant('resolutionDueAt')],
  ['papers.resolved-at', said.instant('resolvedAt')],
];

function decided(said: Said): Told[] {
  const round = said.text('round');
  return [
    ...answered(said),
    ['papers.round', round === null ? null : t(round === '2' ? 'papers.round.objection' : 'papers.round.petition')],
    ['papers.outcome', said.word('outcome', 'outcome')],
    ['papers.level-before', said.text('levelBefore')],
    ['papers.due-before', said.instant('resolutionDueBefore')],
    ['papers.resolution', said.instant('resolutionDueAt')],
  ];
}

const certified = (said: Said): Told[] => [
  ['papers.certificate.request', said.text('requestFolio')],
  ['papers.subject-of', said.text('subject')],
  ['papers.state', said.word('state', 'state')],
  ['papers.requester', requester(said)],
  agency(said),
  ['papers.registered', said.instant('registeredAt')],
  ...offered(said),
  ['papers.first-response', said.instant('firstResponseDueAt')],
  ['papers.first-response-at', said.instant('firstResponseAt')],
  ['papers.resolution', said.instant('resolutionDueAt')],
  ['papers.resolved-at', said.instant('resolvedAt')],
  ['papers.closure', said.text('closureCode')],
  ['papers.certificate.asked-by', person(said.part('askedBy'))],
];

function signed(said: Said | null): Told[] {
  if (said === null) return [];
  const on = said.text('signedOn');
  const proofs = textsIn(said.list('proofs')).map((each) => wordOf('signature.proof', each));
  return [
    ['papers.signature.signer', said.text('signerName')],
    ['papers.signature.way', said.word('signature.way', 'way')],
    ['papers.signature.on', on === null ? null : dayOf(on)],
    ['papers.signature.proofs', proofs.length === 0 ? null : proofs.join(', ')],
    ['papers.signature.scan', said.text('scanSha256')],
  ];
}

const enrolled = (said: Said): Told[] => [
  ['papers.acted', said.instant('actedAt')],
  agency(said),
  ['papers.enrolment.people', said.text('people')],
  ['papers.enrolment.round', said.text('round')],
  ['papers.enrolment.source', said.word('enrolment.source', 'source')],
  ...signed(said.part('signature')),
  ['papers.responsibilities', said.part('signature')?.text('responsibilitiesVersion') ?? null],
  ['papers.enrolment.rows', said.part('signature')?.text('rowsSha256') ?? null],
];

/** Of before, a baja said nobody's name: only by which id the desk knew them. */
function whose(said: Said, named: { name: Told[0]; part: 'person' | 'colleague' }, byId: Told[0]): Told[] {
  const part = said.part(named.part);
  if (part === null) return [[byId, said.text(`${named.part}Id`)]];
  return [[named.name, [person(part), part.text('agencyName')].filter((each) => each !== null).join(', ')]];
}

const left = (said: Said): Told[] => [
  ['papers.acted', said.instant('actedAt')],
  agency(said),
  ...whose(said, { name: 'papers.deactivation.person', part: 'person' }, 'papers.deactivation.person-id'),
  ['papers.deactivation.ground', said.text('groundWords') ?? said.word('ground', 'ground')],
  ['papers.deactivation.effective', said.instant('effectiveAt')],
  ...whose(said, { name: 'papers.deactivation.colleague', part: 'colleague' }, 'papers.deactivation.colleague-id'),
  ...signed(said.part('signature')),
];

const FACTS: Readonly<Record<SealedAct, (said: Said) => readonly Told[]>> = {
  registration,
  urgency: decided,
  solution: ended,
  closing: ended,
  enrolment: enrolled,
  deactivation: left,
  certificate: certified,
};

const asked = (said: Said): Block[] => [
  ...prose('papers.description', said.text('description')),
  ...answers(said),
  ...files(said, true),
  ...legal(said),
];
const replied = (said: Said): Block[] => [
  ...prose('papers.statement', said.text('statement')),
  ...files(said, false),
  ...legal(said),
];

/** A certificate says in a sentence what it certifies. */
function opening(act: SealedAct, said: Said): Block[] {
  if (act !== 'certificate') return [];
  const [operator, folio] = [said.text('operatorUnit') ?? '', said.text('requestFolio') ?? ''];
  return [{ kind: 'text', text: t('papers.certificate.text', { operator, folio, at: said.instant('actedAt') ?? '' }) }];
}

function acts(said: Said): Block[] {
  const entries = said.text('historyEntries') ?? '';
  const sealed = partsIn(said.list('acts'), String(said.document.timeZone ?? 'UTC'));
  return [
    ...prose('papers.certificate.statement', said.text('statement')),
    heading(t('papers.certificate.acts')),
    {
      kind: 'table',
      heads: [
        { text: t('papers.certificate.act'), share: 9 },
        { text: t('papers.certificate.acted'), share: 8 },
        { text: t('papers.certificate.sum'), share: 20, letters: 'fixed' },
      ],
      rows: sealed.map((each) => [
        wordOf('title', each.text('act') ?? ''),
        each.minute('actedAt') ?? '',
        each.text('sha256') ?? '',
      ]),
    },
    { kind: 'code', name: t('papers.certificate.history', { entries }), text: said.text('historySha256') ?? '' },
  ];
}

const BODIES: Readonly<Record<SealedAct, (said: Said) => readonly Block[]>> = {
  registration: asked,
  urgency: replied,
  solution: replied,
  closing: replied,
  enrolment: (said) => attested(said.part('signature')),
  deactivation: legal,
  certificate: acts,
};

function attested(said: Said | null): Block[] {
  const items = said === null ? [] : textsIn(said.list('attestations'));
  return items.length === 0 ? [] : [heading(t('papers.enrolment.attestations')), { kind: 'list', items }];
}

function answers(said: Said): Block[] {
  const given = partsIn(said.list('answers'), 'UTC');
  if (given.length === 0) return [];
  const told = given.map((each): Row => [each.text('label') ?? '', textsIn(each.list('shown')).join('; ')]);
  return [heading(t('papers.answers')), { kind: 'facts', rows: told }];
}

function files(said: Said, isSaidWhenNone: boolean): Block[] {
  const given = partsIn(said.list('attachments'), 'UTC');
  if (given.length === 0)
    return isSaidWhenNone ? [heading(t('papers.files')), { kind: 'text', text: t('papers.no-files') }] : [];
  const count = new Intl.NumberFormat('es-MX');
  return [
    heading(t('papers.files')),
    {
      kind: 'table',
      heads: [
        { text: t('papers.files.name'), share: 9 },
        { text: t('papers.files.bytes'), share: 4, to: 'right' },
        { text: t('papers.files.sha256'), share: 20, letters: 'fixed' },
      ],
      rows: given.map((file) => [
        file.text('name') ?? '',
        count.format(Number(file.text('bytes') ?? 0)),
        file.text('sha256') ?? '',
      ]),
    },
  ];
}

function legal(said: Said): Block[] {
  const text = said.text('legalText');
  return text === null ? [] : [{ kind: 'text', tone: 'quiet', text }];
}

function late(said: Said): Block[] {
  const receipt = said.part('late');
  if (receipt === null) return [];
  return [{ kind: 'text', tone: 'quiet', text: t('papers.late', { sha256: receipt.text('receiptSha256') ?? '' }) }];
}
