/**
 * Pure: rows of an enrolment out of a table, pasted or read from a file. Columns are told by their headings, or, where the
 * first line is no heading, by the order of document 002 with the position last.
 */
import { ENROLMENT_MAX_ROWS, readEmployeeNumber, type TypedEnrolmentRow } from './enrolment-rows.ts';

type TableColumn =
  | 'employeeNumber'
  | 'givenNames'
  | 'firstSurname'
  | 'secondSurname'
  | 'email'
  | 'phone'
  | 'extension'
  | 'position';

/** Document 002, and the position, which it does not print. */
const IN_ORDER: readonly TableColumn[] = [
  'employeeNumber',
  'givenNames',
  'firstSurname',
  'secondSurname',
  'email',
  'phone',
  'position',
];

/** Headings without accents, capitals and signs; nobody reads these. */
const HEADINGS: Readonly<Record<TableColumn, readonly string[]>> = {
  employeeNumber: [
    'numero de empleado',
    'numero empleado',
    'no de empleado',
    'no empleado',
    'num de empleado',
    'num empleado',
    'clave de empleado',
    'clave empleado',
    'nomina',
    'numero de nomina',
    'employee number',
  ],
  givenNames: ['nombre', 'nombres', 'nombre s', 'given names', 'first name'],
  firstSurname: ['apellido paterno', 'paterno', 'primer apellido', 'first surname', 'last name'],
  secondSurname: ['apellido materno', 'materno', 'segundo apellido', 'second surname'],
  email: ['correo', 'correo electronico', 'correo institucional', 'email', 'e mail', 'mail'],
  phone: ['telefono y extension', 'telefono', 'telefono ext', 'telefono oficina', 'tel', 'phone', 'telephone'],
  extension: ['extension', 'ext'],
  position: ['cargo', 'puesto', 'position', 'job title'],
};

/** "No. de Empleado" → "no de empleado". */
export const foldHeading = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const UNWRITTEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const clean = (text: string, most = 200): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').replace(UNWRITTEN, '').trim().slice(0, most);

export type ReadTable = {
  readonly rows: readonly TypedEnrolmentRow[];
  /** Lines of the table that came after the fiftieth. */
  readonly beyond: number;
  /** Headings that nothing is read from. */
  readonly ignored: readonly string[];
  /** True: the first line said which column is which. */
  readonly byHeading: boolean;
};

type Position = {
  readonly id: TypedEnrolmentRow['positionId'];
  readonly name: { readonly es: string; readonly en: string };
};
type With = { readonly positions: readonly Position[]; readonly newId: () => TypedEnrolmentRow['id'] };

function columnsOf(head: readonly string[]): (TableColumn | null)[] | null {
  const taken = new Set<TableColumn>();
  const columns = head.map((text) => {
    const said = foldHeading(text);
    const found = (Object.keys(HEADINGS) as TableColumn[]).find((column) => HEADINGS[column].includes(said));
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
  return taken.size >= 2 ? columns : null;
}

/** The numbering of a sheet ("1", "2"…) before the number of employee is no column of the document. */
const isNumbered = (lines: readonly (readonly string[])[]): boolean =>
  lines.length > 1 && lines.every((cells, at) => cells[0]?.trim() === String(at + 1) && cells.length > 6);

/** The only position of that name, in whichever language. */
const positionNamed = (text: string, positions: readonly Position[]): Position | undefined => {
  const said = foldHeading(text);
  if (said === '') return undefined;
  return positions.find(({ name }) => foldHeading(name.es) === said || foldHeading(name.en) === said);
};

/** Lines of cells → rows as typed. Lines without a word fall away. */
export function rowsOfTable(lines: readonly (readonly string[])[], given: With): ReadTable {
  const filled = lines.filter((cells) => cells.some((cell) => clean(cell) !== ''));
  const head = filled[0] ?? [];
  const named = columnsOf(head);
  const body = named === null ? filled : filled.slice(1);
  const columns = named ?? (isNumbered(body) ? [null, ...IN_ORDER] : IN_ORDER);
  const rows = body.slice(0, ENROLMENT_MAX_ROWS).map((cells): TypedEnrolmentRow => {
    const said = (column: TableColumn, most?: number): string => {
      const at = columns.indexOf(column);
      return at < 0 ? '' : clean(cells[at] ?? '', most);
    };
    const position = positionNamed(said('position'), given.positions);
    const extension = said('extension');
    return {
      id: given.newId(),
      employeeNumber: readEmployeeNumber(said('employeeNumber')),
      givenNames: said('givenNames'),
      firstSurname: said('firstSurname'),
      secondSurname: said('secondSurname'),
      singleSurname: false,
      email: said('email', 254),
      phone: extension === '' ? said('phone') : `${said('phone', 180)} ext. ${extension.slice(0, 12)}`,
      positionId: position?.id ?? null,
      positionText: position === undefined ? said('position') : '',
      role: 'requester',
      exceptionReason: '',
      exceptionUntil: null,
    };
  });
  const ignored = named === null ? [] : head.filter((text, at) => columns[at] === null && clean(text) !== '');
  return {
    rows,
    beyond: Math.max(0, body.length - ENROLMENT_MAX_ROWS),
    ignored: ignored.map((text) => clean(text, 60)),
    byHeading: named !== null,
  };
}

/** Text pasted from a spreadsheet (tabs; a cell with a break of line or a quote stands in quotes) → cells. */
export function cellsOfPasted(text: string): string[][] {
  const lines: string[][] = [[]];
  const between = text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',';
  let cell = '';
  let quoted = false;
  const end = () => {
    lines.at(-1)?.push(cell);
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < source.length; at++) {
    const sign = source.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source.charAt(at + 1) === '"') cell += source.charAt(++at);
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === between) end();
    else if (sign === '\n') {
      end();
      lines.push([]);
    } else cell += sign;
  }
  end();
  return lines;
}
