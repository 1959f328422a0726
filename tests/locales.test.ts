/** Every text exists in both languages with the same holes, is used somewhere, and nothing is used that does not exist. */

import { globSync, readdirSync, readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { AGENCY_KINDS } from '#contract/agencies.ts';
import { ANNOUNCEMENT_KINDS, AUDIENCES, STANDINGS } from '#contract/announcements.ts';
import { ARRIVAL_KINDS, ARRIVAL_OUTCOMES, EVERY_ARRIVAL_COLUMN } from '#contract/arrival-kinds.ts';
import { REQUEST_KINDS } from '#contract/catalogue.ts';
import { CHANGED_PARTS, POSITION_LEVELS } from '#contract/catalogue-admin.ts';
import {
  DEACTIVATION_GROUNDS,
  DEACTIVATION_OBSTACLES,
  DEACTIVATION_STATES,
  DEACTIVATION_WAYS,
} from '#contract/deactivation-shapes.ts';
import { TROUBLES } from '#contract/directories.ts';
import { FINDING_CODES } from '#contract/enrolment-rows.ts';
import { ATTESTATIONS, CREDENTIAL_STATES } from '#contract/enrolment-shapes.ts';
import { REPORT_STATES } from '#contract/error-reports.ts';
import { FAULT_CODES } from '#contract/faults.ts';
import { FIELD_FORMATS, FIELD_TYPES } from '#contract/forms.ts';
import { SELF_REGISTRATION, StandingNotice } from '#contract/institution.ts';
import { CHECK_PHASES, FINDINGS } from '#contract/integrity.ts';
import { LETTER_STATES } from '#contract/notifications.ts';
import { PASSWORD_STANDINGS } from '#contract/password-report.ts';
import { PERMISSIONS, ROLES } from '#contract/permissions.ts';
import { READ_OF, READ_THINGS, READING_RIGHTS } from '#contract/readings.ts';
import { SEALED_ACTS } from '#contract/records.ts';
import { REQUEST_STATES } from '#contract/request-shapes.ts';
import { CAPTURE_ORIGINS } from '#contract/requests.ts';
import { GRANT_SOURCES } from '#contract/role-grants.ts';
import { BACKUP_KINDS, BACKUP_PHASES } from '#contract/safekeeping.ts';
import { AFFECTED, ALTERNATIVES } from '#contract/urgency-shapes.ts';
import { OWN_FACTS, OWN_VALUES, UNTOLD } from '#server/privacy/own-data-codes.ts';
import { KEPT } from '#server/privacy/own-data-rows.ts';
import { COPY_TROUBLES } from '#server/safekeeping/copies/trouble.ts';
import { FAILURES, REFUSALS, UNPROVEN } from '#server/safekeeping/refused.ts';
import { TOLD, TOLD_ALIKE, TOLD_BY_MESSAGE } from '#web/features/requests/words.ts';
import { OUTCOMES } from '#web/features/safekeeping/outcome.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const sections = readdirSync(`${ROOT}locales/es-MX`).map((name) => name.replace('.json', ''));
const read = (locale: string, section: string): Record<string, string> =>
  JSON.parse(readFileSync(`${ROOT}locales/${locale}/${section}.json`, 'utf8'));
const all = (locale: string): Record<string, string> =>
  Object.assign({}, ...sections.map((section) => read(locale, section)));

type Choices = Record<string, unknown>;

/** What a text takes and the roads it knows: "name", "count plural one other", "who select desk other". */
function frame(text: string): string[] {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    for (const part of node) {
      if (!Array.isArray(part)) continue;
      const [name, kind, choices] = part as [string, string?, Choices?];
      const names = Object.keys(choices ?? {}).filter((each) => each !== 'offset');
      found.add([name, kind, ...names.sort()].filter(Boolean).join(' '));
      for (const branch of Object.values(choices ?? {})) walk(branch);
    }
  };
  walk(compileMessage(text));
  return [...found].sort();
}

/** The words alone: what a hole or a choice is called is code, not text. */
const bare = (text: string): string => text.replaceAll(/\{\w+(, (plural|select),)?/g, ' ').replaceAll(/=?\w+ \{/g, ' ');

const VERDICTS = ['valid', 'altered', 'unknown'];
/** Keys put together from a code: what stands before it → the codes there are. */
const FAMILIES: Record<string, readonly string[]> = {
  'fault.': FAULT_CODES,
  'archives.': REFUSALS,
  'archives.backup.': FAILURES,
  'archives.proof.': UNPROVEN,
  'archives.copy.': COPY_TROUBLES,
  'backups.outcome.': OUTCOMES,
  'backups.kind.': BACKUP_KINDS,
  'backups.now.': ['no-key', 'overdue', 'none', 'proven', 'made'],
  'backups.doing.': ['waiting', ...BACKUP_PHASES, 'cancelling'],
  'backups.plan.': ['days', 'weeks', 'months'],
  'own-paper.section.': [...new Set([...KEPT.map(({ section }) => section), 'history'])],
  'own-paper.column.': [...new Set(['fact', ...KEPT.flatMap(({ tells }) => tells)])].filter(
    (each) => !UNTOLD.has(each),
  ),
  'own-paper.value.': OWN_VALUES,
  'own-paper.fact.': OWN_FACTS,
  'papers.': [
    ...[...AFFECTED, ...ALTERNATIVES].map((said) => `urgency.${said}`),
    ...DEACTIVATION_GROUNDS.map((ground) => `ground.${ground}`),
    ...['kept', 'changed'].map((outcome) => `outcome.${outcome}`),
    ...['accepted-by-silence', 'no-answer', 'duplicate'].map((cause) => `cause.${cause}`),
    ...['coordinator', 'paper'].map((source) => `enrolment.source.${source}`),
    ...['screen', 'scan'].map((way) => `signature.way.${way}`),
    ...['password', 'second-factor', 'sheet-code'].map((proof) => `signature.proof.${proof}`),
  ],
  'common.state.': REQUEST_STATES,
  // Named by the page that stands alone, in its markup.
  'verifying.': ['keys-text', 'keys-add', 'alone-offline', 'alone-language'],
  'verifying.act.': SEALED_ACTS,
  'verifying.checked.': ['file-seal', 'record', 'manifest', 'files', 'history', 'anchors'],
  'verifying.code-': VERDICTS.flatMap((verdict) => [verdict, `${verdict}-text`]),
  'verifying.fault.': [
    ...['appended', 'changed', 'missing', 'not-canonical', 'other-seal', 'other-sum', 'other-key', 'field', 'unlisted'],
    ...['container', 'chain', 'path', 'form', 'mismatch'],
    ...['unknown-key', 'not-ours', 'no-seal', 'later-format', 'too-large', 'no-keys'],
  ],
  'verifying.note.': ['late', 'withheld', 'not-anchored', 'not-enclosed', 'no-record'],
  'verifying.part.': [
    ...['file', 'page', 'file-seal', 'record', 'proof', 'cadena', 'seal', 'container', 'manifest', 'manifest-seal'],
    ...['content', 'history', 'anchors', 'keys'],
  ],
  'verifying.verdict.': VERDICTS.flatMap((verdict) => [verdict, `${verdict}-text`]),
  'integrity.finding.': FINDINGS,
  'integrity.keep.': ['same', 'other', 'not-ours', 'unreadable'],
  'integrity.phase.': CHECK_PHASES,
  'papers.state.': REQUEST_STATES,
  'papers.captured.': CAPTURE_ORIGINS,
  'papers.file.': SEALED_ACTS,
  'papers.title.': SEALED_ACTS,
  'common.role.': ROLES,
  'setup.role-hint.': ROLES,
  'standing.': StandingNotice.options,
  'announcements.kind.': ANNOUNCEMENT_KINDS,
  'announcing.kind-hint.': ANNOUNCEMENT_KINDS,
  'announcing.audience.': AUDIENCES,
  'announcing.audience-hint.': AUDIENCES,
  'announcing.standing.': STANDINGS,
  'announcing.published.': ['now', 'later'],
  'announcing.': [
    ...['begins', 'until', 'showFrom'].flatMap((field) => [field, `${field}-hint`]),
    ...['update', 'end', 'withdraw'].flatMap((act) =>
      ['', '.open', '.title', '.intro', '.done'].map((part) => `${act}${part}`),
    ),
  ],
  'arrivals.column.': EVERY_ARRIVAL_COLUMN,
  'arrivals.outcome.': ARRIVAL_OUTCOMES,
  'arrivals.report.': ['line', 'label', 'outcome', 'became', 'column', 'found', 'said'],
  'arrivals.template.': ARRIVAL_KINDS,
  'auth.agency-kind.': AGENCY_KINDS,
  'auth.notice.': ['ended', 'password-set', 'approval'],
  'setup.compliance.many.': PASSWORD_STANDINGS,
  'setup.compliance.standing.': PASSWORD_STANDINGS,
  'documents.act.': SEALED_ACTS,
  'documents.attestation.': ATTESTATIONS,
  'readings.open-': READ_OF,
  'readings.right.': READING_RIGHTS,
  'readings.what.': READ_THINGS,
  'enrolment-review.act.': [
    ...['observed', 'rejected', 'revoked'].flatMap((act) =>
      ['title', 'intro', 'send', 'done'].map((of) => `${act}-${of}`),
    ),
    ...['observed', 'rejected', 'observed-one', 'rejected-one'],
  ],
  'enrolment-review.close.': ['return', 'finish'].flatMap((how) =>
    ['title', 'intro', 'send', 'done'].map((of) => `${how}-${of}`),
  ),
  'enrolment-review.exception.': ['asked', 'approved', 'refused', 'ended'],
  'enrolment-review.granted.': ['approved', 'refused'],
  'enrolment-review.link.': CREDENTIAL_STATES.filter((state) => state !== 'none'),
  'enrolment-review.way.': ['screen', 'scan'],
  'enrolments.exception.': ['asked', 'approved', 'refused'],
  'enrolments.finding.': FINDING_CODES,
  'enrolments.glossary.': ['employee', 'requester', 'credentials', 'system', 'desk'].flatMap((word) => [
    word,
    `${word}-means`,
  ]),
  'enrolments.kept.': ['typing', 'saving', 'offline'],
  'deactivations.list.': ['form', 'person', 'agency', 'ground', 'from', 'state'],
  'deactivations.obstacle.': [...DEACTIVATION_OBSTACLES, 'right'],
  'deactivations.said.': [...DEACTIVATION_STATES, 'held-up'],
  'deactivations.sign.': DEACTIVATION_WAYS,
  'deactivations.facts.': [
    ...['person', 'number', 'position', 'agency', 'ground', 'from', 'colleague', 'taken', 'note', 'signed'],
    ...DEACTIVATION_WAYS,
  ],
  'enrolments.signature.': ['screen', 'scan'],
  'enrolments.step.': [
    ...['captura', 'firma', 'subida', 'revision'].flatMap((step) => [step, `${step}-note`]),
    ...['firma-now', 'subida-now'],
  ],
  'persons.right.': Object.keys(PERMISSIONS),
  'persons.origin.': ['registration', 'directory', 'arrival', 'desk'],
  'persons.grant.': GRANT_SOURCES.flatMap((source) => [source, `${source}-by`]),
  'persons.export.': ['level', 'state', 'roles', 'sign-in'],
  'persons.level.': POSITION_LEVELS,
  'directories.trouble.': TROUBLES,
  'entrances.own.': ['link', 'unlink'].flatMap((act) => [act, `${act}-one`]),
  'letters.captured.': CAPTURE_ORIGINS,
  'setup.letters.state.': LETTER_STATES,
  'reporting.state.': REPORT_STATES,
  'setup.mail.': ['host', 'user', 'from'],
  'builder.kind.': REQUEST_KINDS,
  'builder.part.': CHANGED_PARTS,
  'builder.position.': POSITION_LEVELS,
  'builder.type.': FIELD_TYPES,
  'builder.format.': FIELD_FORMATS,
  'builder.moment-long.': ['filing', 'closing'],
  'builder.standing.': ['past', 'in-force', 'to-come'],
  'console.bulk.group.': ['es', 'en', 'left'],
  'builder.offering.': ['retires', 'restores', 'withheld'],
  'builder.outcome.': ['new', 'changed', 'same'],
  'builder.areas.': ['name', 'description', 'examples'],
  'requests.movement.': [...TOLD, ...TOLD_ALIKE, ...TOLD_BY_MESSAGE],
  'requests.event.': TOLD,
  'setup.institution.way.': SELF_REGISTRATION,
  'setup.institution.way-hint.': SELF_REGISTRATION,
};
const built = new Set(Object.entries(FAMILIES).flatMap(([prefix, codes]) => codes.map((each) => `${prefix}${each}`)));

/** What reads the same in both languages. */
const SAME = [
  'auth.profile.spanish',
  'auth.profile.english',
  'backups.span.seconds',
  'backups.span.minutes',
  'backups.span.hours',
  'common.folio.label',
  'common.span.hours',
  'common.span.hours-minutes',
  'common.span.minutes',
  // What is printed on the keys.
  'console.key.ctrl',
  'console.key.enter',
  'console.key.escape',
  'console.waiting.left',
  'directories.kind.oidc',
  'directories.preset.ad',
  'directories.preset.openldap',
  // The sentence of the responsibilities form, quoted as it was signed.
  'documents.receipt.legal',
  'documents.receipt.folio',
  'letters.folio',
  'levels.no',
  'levels.version.change',
  'papers.subject',
  'papers.folio',
  'papers.files.bytes',
  'papers.files.sha256',
  // The SAT's own word.
  'papers.seal.cadena',
  'questions.no',
  'requests.column.folio',
  'requests.place.phone-short',
  'requests.form.no',
  'setup.state.version.node',
  'setup.state.version.database',
];

const code = globSync('{contract,server,verifier,web/src,scripts,locales}/**/*.{ts,tsx,html}', { cwd: ROOT })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => readFileSync(`${ROOT}${path}`, 'utf8'))
  .join('\n');

/** Every key the code writes out whole, in whatever quotes. */
const named = new Set([...code.matchAll(/['"`]([a-z][a-z-]*(?:\.[a-z0-9_-]+)+)['"`]/g)].map((match) => match[1] ?? ''));

/** Columns of the database look like keys of the requests, of the backups and of directories. */
const COLUMN = /^(?:requests|backups|directories)\.[a-z_]+$/;

describe('the texts', () => {
  const [es, en] = [all('es-MX'), all('en')];

  it('were found', () => {
    expect(sections.length).toBeGreaterThan(8);
    expect(Object.keys(es).length).toBeGreaterThan(400);
  });

  it.each(sections)('of %s exist in both languages, under keys of their section', (section) => {
    expect(Object.keys(read('en', section)).sort()).toEqual(Object.keys(read('es-MX', section)).sort());
    // What only the desk can be told comes with the console: the requester's pages have 130 kB.
    const prefixes = section === 'faults' || section === 'faults-desk' ? ['fault.', 'field.'] : [`${section}.`];
    for (const key of Object.keys(read('es-MX', section)))
      expect(
        prefixes.some((prefix) => key.startsWith(prefix)),
        key,
      ).toBe(true);
  });

  it('take the same names, with the same plurals and choices, in both languages', () => {
    const different = Object.keys(es).filter((key) => frame(es[key] ?? '').join() !== frame(en[key] ?? '').join());
    expect(different).toEqual([]);
    expect(frame('{n, plural, one {# of {all}} other {{who, select, me {mine} other {{name}}}}}')).toEqual([
      'all',
      'n plural one other',
      'name',
      'who select me other',
    ]);
  });

  it('are all used', () => {
    const unused = Object.keys(es).filter((key) => !named.has(key) && !built.has(key));
    expect(unused).toEqual([]);
  });

  it('that the code names all exist', () => {
    const starts = new Set(Object.keys(es).map((key) => key.split('.')[0]));
    const missing = [...named].filter((key) => starts.has(key.split('.')[0]) && !(key in es) && !COLUMN.test(key));
    expect(missing).toEqual([]);
    expect([...built].filter((key) => !(key in es))).toEqual([]);
  });

  it('put together from a code belong to a family whose codes are known', () => {
    const prefixes = [...code.matchAll(/`([a-z][a-z-]*\.[a-z0-9._-]*)\$\{/g)].map((match) => match[1] ?? '');
    const ofTexts = [...new Set(prefixes)].filter((prefix) => Object.keys(es).some((key) => key.startsWith(prefix)));
    expect(ofTexts.sort()).toEqual(Object.keys(FAMILIES).sort());
  });

  it('are really said in English: none was left as it was, but those that read the same', () => {
    expect(Object.keys(es).filter((key) => es[key] === en[key])).toEqual(SAME);
    const spanish = Object.entries(en).filter(
      ([key, text]) =>
        !SAME.includes(key) &&
        /[ñ¿¡]|\b(el|la|los|las|una?|del?|para|con|por|que|solicitud|correo|contraseña|equipo)\b/i.test(bare(text)),
    );
    expect(spanish).toEqual([]);
  });

  it('in Spanish speak plainly: no exclamation marks, no apologies, no ticket', () => {
    const shouting = Object.entries(es).filter(([, text]) =>
      /[¡!]|Lo sentimos|\bUps\b|\bticket\b|\bfavor de\b/i.test(text),
    );
    expect(shouting).toEqual([]);
  });
});
