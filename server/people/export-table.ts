/** What a file of people holds: a line for each, in the order of the list, in the language of whoever asked. */
import type { ACCOUNT_STATES } from '#contract/people.ts';
import type { PeopleExportView } from '#contract/people-exports.ts';
import { type Locale, type MessageKey, translator } from '#locales/catalogues.ts';
import { type ListedPerson, listedPeople, shownPhone } from '../accounts/index.ts';
import { agenciesByIds, allPositions } from '../agencies/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { writeCsv } from '../shared/csv.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import { writeXlsx } from '../shared/xlsx.ts';
import type { ExportRow } from './export-rows.ts';

/** People of one reading; between two of them others have their turn. */
const AT_ONCE = 500;

const HEADINGS = ['number', 'names', 'surname', 'surname2', 'email', 'phone', 'agency', 'position'] as const;
const OWN = ['level', 'state', 'roles', 'sign-in'] as const;

const STATES: Record<(typeof ACCOUNT_STATES)[number], MessageKey> = {
  invited: 'setup.people.state.invited',
  awaiting_approval: 'setup.people.state.awaiting-approval',
  active: 'setup.people.state.active',
  inactive: 'setup.people.state.inactive',
};

export const exportName = (locale: Locale, format: PeopleExportView['format']): string =>
  `${translator(locale)('persons.export.name')}.${format}`;

/** `2026-11-23 10:05` in that zone: office programs sort it as it stands. */
const momentIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at: Date | null): string => (at === null ? '' : format.format(at));
};

async function linesOf(house: House, locale: Locale, people: readonly ListedPerson[]): Promise<string[][]> {
  const db = house.store.read;
  const [institution, agencies, positions] = await Promise.all([
    readInstitutionRow(db),
    agenciesByIds(
      db,
      people.map(({ agencyId }) => agencyId),
    ),
    allPositions(db),
  ]);
  const t = translator(locale);
  const language = locale === 'en' ? 'en' : 'es';
  const moment = momentIn(institution.timeZone);
  const placed = new Map(positions.map((position) => [position.id, position]));
  return people.map((person) => {
    const position = placed.get(person.positionId);
    return [
      ...[person.employeeNumber, person.givenNames, person.firstSurname, person.secondSurname, person.email],
      ...[shownPhone(person), agencies.get(person.agencyId)?.name[language] ?? '', position?.name[language] ?? ''],
      position === undefined ? '' : t(`persons.level.${position.level}`),
      t(STATES[person.state]),
      person.roles.map((role) => t(`common.role.${role}`)).join(', '),
      moment(person.lastSignInAt),
    ];
  });
}

/** All that the filter finds, whatever their number: some hundreds at a time. */
export async function writeExport(
  house: House,
  actor: PersonActor,
  asked: Pick<ExportRow, 'filter' | 'format'>,
): Promise<{ content: Buffer; people: number }> {
  const t = translator(actor.locale);
  const rows: string[][] = [
    [
      ...HEADINGS.map((heading) => t(`arrivals.column.${heading}`)),
      ...OWN.map((heading) => t(`persons.export.${heading}`)),
    ],
  ];
  for (let after: string | null = null; ; ) {
    const people: ListedPerson[] = await listedPeople(house.store.read, asked.filter, { after, size: AT_ONCE });
    const shown = people.slice(0, AT_ONCE);
    rows.push(...(await linesOf(house, actor.locale, shown)));
    after = shown.at(-1)?.id ?? null;
    if (people.length <= AT_ONCE) break;
  }
  const content = asked.format === 'csv' ? Buffer.from(writeCsv(rows)) : writeXlsx(t('persons.export.name'), rows);
  return { content, people: rows.length - 1 };
}
