/** Enrolments as a coordinator writes them: people right from the start, and the block of a spreadsheet with five faults. */
import { listOrganisation } from '#contract/agencies.ts';
import type { TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
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

const cellsOf = ([names, first, second]: (typeof PEOPLE)[number], at: number): string[] => [
  `77${String(at + 1).padStart(4, '0')}`,
  names,
  first,
  second,
  `alta.${at + 1}@colima.example`,
  `312 316 20${String(at).padStart(2, '0')} ext. ${2300 + at}`,
  POSITION,
];

/** Twelve people as a spreadsheet copies them, with its headings; five of them with a fault, each another one. */
export function pastedWithFaults(): string {
  const lines = PEOPLE.map(cellsOf);
  const spoil = (row: number, column: number, text: string) => {
    const line = lines[row];
    if (line) line[column] = text;
  };
  spoil(1, 0, '77 OOO2');
  spoil(3, 3, '');
  spoil(5, 4, 'alta.1@colima.example');
  spoil(7, 5, '316 2007');
  spoil(9, 6, 'Mago');
  const head = ['No. de Empleado', 'Nombre(s)', 'Apellido Paterno', 'Materno', 'Correo', 'Teléfono', 'Puesto'];
  return [head, ...lines].map((cells) => cells.join('\t')).join('\r\n');
}

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
    const [, givenNames = '', firstSurname = '', secondSurname = '', , phone = ''] = cellsOf(person, at);
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
