/** Enrolments as a coordinator writes them: people right from the start, and the block of a spreadsheet with five faults. */
import { listOrganisation } from '#contract/agencies.ts';
import { decideEnrolmentRow, reviewEnrolment, signEnrolment } from '#contract/enrolment-acts.ts';
import type { TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentRowView, EnrolmentView } from '#contract/enrolment-shapes.ts';
import { draftEnrolment, saveEnrolment } from '#contract/enrolments.ts';
import type { Api } from './api.ts';

const PEOPLE = [
  ['MARÍA JOSÉ', 'Balam', 'Canché'],
  ['Ernesto', 'Góngora', 'Ake'],
  ['Silvia', 'Moo', 'Chi'],
  ['Rosa Elena', 'De la Cruz', 'Peña'],
  ['Julián', 'Poot', 'May'],
  ['Ñico', 'Uc', 'Dzul'],
  ['Beatriz', 'Aguirre', 'Olmos'],
  ['Hugo', 'Íñiguez', 'Larios'],
  ['Lorena', 'Cárdenas', 'Virgen'],
  ['Óscar', 'Magaña', 'Ruelas'],
  ['Patricia', 'Ochoa', 'Vuelvas'],
  ['Tomás', 'Verduzco', 'Anguiano'],
] as const;

/** A position as the list of the desk calls it, of those that may have an account. */
const POSITION = 'Directora/or de área';

const cellsOf = ([names, first, second]: (typeof PEOPLE)[number], at: number, domain: string): string[] => [
  `77${String(at + 1).padStart(4, '0')}`,
  names,
  first,
  second,
  `alta.${at + 1}@${domain}`,
  `312 316 20${String(at).padStart(2, '0')} ext. ${2300 + at}`,
  POSITION,
];

/** Twelve people as a spreadsheet has them, with its headings; five of them with a fault, each another one. */
export function linesWithFaults(domain = 'colima.example'): string[][] {
  const lines = PEOPLE.map((person, at) => cellsOf(person, at, domain));
  const spoil = (row: number, column: number, text: string) => {
    const line = lines[row];
    if (line) line[column] = text;
  };
  spoil(1, 0, '77 OOO2');
  spoil(3, 3, '');
  spoil(5, 4, `alta.1@${domain}`);
  spoil(7, 5, '316 2007');
  spoil(9, 6, 'Mago');
  const head = ['No. de Empleado', 'Nombre(s)', 'Apellido Paterno', 'Materno', 'Correo', 'Teléfono', 'Puesto'];
  return [head, ...lines];
}

/** The same, as they are copied. */
export const pastedWithFaults = (domain?: string): string =>
  linesWithFaults(domain)
    .map((cells) => cells.join('\t'))
    .join('\r\n');

const rowId = (at: number): TypedEnrolmentRow['id'] =>
  `7e57a17a-0000-4000-8000-${String(at).padStart(12, '0')}` as TypedEnrolmentRow['id'];
let made = 0;

/** A form of the coordinator's own agency with so many people, who are written down and not signed. */
export async function written(coordinator: Api, many: number, spoilt = false): Promise<EnrolmentView> {
  const { positions } = await coordinator.call(listOrganisation);
  const position = positions.find(({ name }) => name.es === POSITION);
  if (position === undefined) throw new Error('nobody is called so any more');
  const { id, version } = await coordinator.call(draftEnrolment, { body: { agencyId: null } });
  const rows = PEOPLE.slice(0, many).map((person, at): TypedEnrolmentRow => {
    made += 1;
    const [, givenNames = '', firstSurname = '', secondSurname = '', , phone = ''] = cellsOf(
      person,
      at,
      'colima.example',
    );
    return {
      id: rowId(made),
      employeeNumber: `78${String(made).padStart(4, '0')}`,
      ...{ givenNames, firstSurname, secondSurname, singleSurname: false },
      email: spoilt && at === 1 ? 'sin arroba' : `escrita.${made}@colima.example`,
      phone: spoilt && at === 2 ? '316 2000' : phone,
      ...{ positionId: position.id, positionText: '', role: 'requester', exceptionReason: '', exceptionUntil: null },
    };
  });
  return coordinator.call(saveEnrolment, { params: { id }, body: { version, rows } });
}

/** What is typed of a row, as it is sent. */
export const typedOf = (row: EnrolmentRowView): TypedEnrolmentRow => {
  const { state, reason, decidedBy, decidedAt, exception, personId, credentials, can, ...typed } = row;
  return typed;
};

/** One that DTI is reviewing: its first person approved, its second in order, its third below mando medio. */
export async function underReview(coordinator: Api, password: string, reviewer: Api): Promise<EnrolmentView> {
  const { positions } = await coordinator.call(listOrganisation);
  const below = positions.find(({ eligible }) => !eligible);
  const { id, version, rows, responsibilitiesVersion } = await written(coordinator, 3);
  const asked = { positionId: below?.id ?? null, exceptionReason: 'Suple a la jefatura hasta marzo.' };
  const until = { exceptionUntil: `${new Date().getFullYear() + 1}-03-31` };
  const typed = rows.map((row, at) => ({ ...typedOf(row), ...(at === 2 ? { ...asked, ...until } : {}) }));
  const kept = await coordinator.call(saveEnrolment, { params: { id }, body: { version, rows: typed } });
  const attested = { active: true, accepted: true, assigned: true } as const;
  const signed = await coordinator.call(signEnrolment, {
    params: { id },
    body: { version: kept.version, responsibilitiesVersion, attested, by: { way: 'screen', password } },
  });
  const begun = await reviewer.call(reviewEnrolment, { params: { id }, body: { version: signed.version } });
  return reviewer.call(decideEnrolmentRow, {
    params: { id, rowId: begun.rows[0]?.id ?? rowId(0) },
    body: { version: begun.version, decision: 'approved' },
    key: crypto.randomUUID(),
  });
}
