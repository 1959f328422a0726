/** Pure: which column of a file says what, whatever the desk before called it. */
import { ARRIVAL_COLUMNS, type ArrivalColumn, type ArrivalKind } from '#contract/arrival-kinds.ts';
import { type MessageKey, translator } from '#locales/catalogues.ts';
import type { TableLine } from '../shared/table-file.ts';

/** Without accents, capitals and signs: "No. de Empleado" → "no de empleado". */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The headings of the template, by which columns are named in texts. */
export const HEADINGS: Record<ArrivalColumn, MessageKey> = {
  number: 'arrivals.column.number',
  names: 'arrivals.column.names',
  surname: 'arrivals.column.surname',
  surname2: 'arrivals.column.surname2',
  email: 'arrivals.column.email',
  phone: 'arrivals.column.phone',
  agency: 'arrivals.column.agency',
  position: 'arrivals.column.position',
  folio: 'arrivals.column.folio',
  subject: 'arrivals.column.subject',
  description: 'arrivals.column.description',
  state: 'arrivals.column.state',
  registered: 'arrivals.column.registered',
  ended: 'arrivals.column.ended',
  area: 'arrivals.column.area',
  service: 'arrivals.column.service',
  agent: 'arrivals.column.agent',
  solution: 'arrivals.column.solution',
  building: 'arrivals.column.building',
  floor: 'arrivals.column.floor',
  office: 'arrivals.column.office',
  at: 'arrivals.column.at',
  author: 'arrivals.column.author',
  text: 'arrivals.column.text',
  visibility: 'arrivals.column.visibility',
};

/** As the exports of other desks have them, folded; nobody reads these. */
const ALSO: Partial<Record<ArrivalColumn, readonly string[]>> = {
  number: [
    'no de empleado',
    'no empleado',
    'num de empleado',
    'num empleado',
    'clave de empleado',
    'nomina',
    'employee id',
  ],
  names: ['nombre', 'nombres', 'given name', 'first name', 'firstname'],
  surname: ['apellido paterno', 'paterno', 'last name', 'lastname', 'surname'],
  surname2: ['apellido materno', 'materno', 'second last name'],
  email: [
    'correo electronico',
    'correo institucional',
    'email',
    'e mail',
    'mail',
    'solicitante',
    'requester',
    'requester email',
  ],
  phone: ['tel', 'telefono oficina', 'phone', 'phone number'],
  agency: ['institucion', 'organismo', 'secretaria', 'department', 'organization'],
  position: ['cargo', 'job title', 'title'],
  folio: [
    'folio',
    'numero de solicitud',
    'no de solicitud',
    'ticket',
    'no de ticket',
    'ticket id',
    'ticket number',
    'id',
    'number',
  ],
  subject: ['titulo', 'title', 'summary', 'asunto del ticket'],
  description: ['detalle', 'detalles', 'details', 'body'],
  state: ['estatus', 'status'],
  registered: [
    'fecha de creacion',
    'fecha de apertura',
    'fecha',
    'creado',
    'created',
    'created at',
    'opened at',
    'registered at',
  ],
  ended: ['fecha de solucion', 'fecha de termino', 'cerrado', 'closed at', 'resolved at', 'ended at'],
  area: ['categoria', 'category'],
  service: ['subcategoria', 'subcategory', 'tipo de servicio'],
  agent: ['tecnico', 'asignado a', 'responsable', 'assigned to', 'assignee', 'owner'],
  solution: ['resolucion', 'resolution'],
  building: ['inmueble', 'sede'],
  floor: ['nivel'],
  office: ['ubicacion', 'location', 'room'],
  at: ['fecha y hora', 'date', 'created at', 'creado'],
  author: ['de', 'from', 'usuario', 'user'],
  text: ['texto', 'comentario', 'nota', 'comment', 'body', 'text'],
  visibility: ['tipo', 'type', 'publico'],
};

export type GivenRow = {
  readonly line: number;
  /** As they stand there, without spaces around; a column that is not there is absent. */
  readonly values: Readonly<Partial<Record<ArrivalColumn, string>>>;
  /** Columns whose cell is a formula. */
  readonly formulas: readonly ArrivalColumn[];
};

export type ReadRows = {
  readonly rows: readonly GivenRow[];
  /** Headings that nothing is read from. */
  readonly ignored: readonly string[];
};

const REQUIRED: Record<ArrivalKind, readonly ArrivalColumn[]> = {
  people: ['names', 'surname', 'email'],
  requests: ['folio', 'subject', 'state', 'registered'],
  messages: ['folio', 'at', 'text'],
};

/** Each heading is one column, and each column one heading: the first that says it. */
export function columnsOf(kind: ArrivalKind, headings: readonly string[]): (ArrivalColumn | null)[] {
  const columns: readonly ArrivalColumn[] = ARRIVAL_COLUMNS[kind];
  const own = (column: ArrivalColumn): string[] =>
    (['es-MX', 'en'] as const).map((locale) => fold(translator(locale)(HEADINGS[column])));
  const taken = new Set<ArrivalColumn>();
  const take = (found: ArrivalColumn | undefined): ArrivalColumn | null => {
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  };
  // Our own words first: what another desk calls "title" may be two things.
  const exact = headings.map((text) => take(columns.find((column) => own(column).includes(fold(text)))));
  return headings.map(
    (text, index) =>
      exact[index] ?? take(columns.find((column) => ALSO[column]?.includes(fold(text)) && !taken.has(column))),
  );
}

/** Half a letter and what no keyboard writes would not be kept by a database; nobody meant them. */
const UNWRITTEN = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNWRITTEN, '').normalize('NFC').trim();

/** A line as its columns have it. */
export const toRow = (
  { line, cells, formulas = [] }: TableLine,
  columns: readonly (ArrivalColumn | null)[],
): GivenRow => ({
  line,
  values: Object.fromEntries(
    columns.flatMap((column, index) => (column === null ? [] : [[column, clean(cells[index] ?? '')]])),
  ),
  formulas: formulas.flatMap((index) => columns[index] ?? []),
});

/** `missing`: columns without which no line of that kind says anything. */
export function readRows(kind: ArrivalKind, lines: readonly TableLine[]): ReadRows | { missing: ArrivalColumn[] } {
  const [head, ...rest] = lines;
  const columns = columnsOf(kind, head?.cells ?? []);
  const missing = REQUIRED[kind].filter((column) => !columns.includes(column));
  if (head === undefined || missing.length > 0) return { missing };
  return {
    rows: rest.map((line) => toRow(line, columns)),
    ignored: head.cells
      .filter((text, index) => clean(text) !== '' && columns[index] === null)
      .map((text) => clean(text).slice(0, 60)),
  };
}

/** What stands the same in both languages; the rest is words. */
const EXAMPLES: Partial<Record<ArrivalColumn, string>> = {
  number: '00123',
  names: 'Rosa Elena',
  surname: 'Canul',
  surname2: 'Pech',
  email: 'rosa.canul@gobierno.example',
  phone: '312 316 2000 ext. 2310',
  folio: '2024/0815',
  registered: '12/03/2024 09:15',
  ended: '14/03/2024 16:40',
  area: 'ST',
  service: 'ST-04',
  agent: 'laura.mendoza@gobierno.example',
  building: 'B',
  floor: '2',
  office: '204',
  at: '12/03/2024 10:02',
  author: 'laura.mendoza@gobierno.example',
};
const IN_WORDS = {
  agency: 'arrivals.example.agency',
  position: 'arrivals.example.position',
  subject: 'arrivals.example.subject',
  description: 'arrivals.example.description',
  state: 'arrivals.example.state',
  solution: 'arrivals.example.solution',
  text: 'arrivals.example.text',
  visibility: 'arrivals.example.visibility',
} as const satisfies Partial<Record<ArrivalColumn, MessageKey>>;

/** What the template holds: its headings, and one line that shows how each is written. */
export const templateOf = (kind: ArrivalKind, locale: 'es-MX' | 'en'): string[][] => {
  const t = translator(locale);
  const example = (column: ArrivalColumn): string =>
    Object.hasOwn(IN_WORDS, column) ? t(IN_WORDS[column as keyof typeof IN_WORDS]) : (EXAMPLES[column] ?? '');
  return [ARRIVAL_COLUMNS[kind].map((column) => t(HEADINGS[column])), ARRIVAL_COLUMNS[kind].map(example)];
};
