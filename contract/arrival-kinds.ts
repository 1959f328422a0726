/** What a file of the desk before this one may hold: its kinds, its columns, and what may come of a line. */

export const ARRIVAL_KINDS = ['people', 'requests', 'messages'] as const;
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];

/** In the order of the template. */
export const ARRIVAL_COLUMNS = {
  people: ['number', 'names', 'surname', 'surname2', 'email', 'phone', 'agency', 'position'],
  requests: [
    'folio',
    'subject',
    'description',
    'state',
    'registered',
    'ended',
    'email',
    'number',
    'area',
    'service',
    'agent',
    'solution',
    'building',
    'floor',
    'office',
    'phone',
  ],
  messages: ['folio', 'at', 'author', 'text', 'visibility'],
} as const satisfies Record<ArrivalKind, readonly string[]>;

export type ArrivalColumn = (typeof ARRIVAL_COLUMNS)[ArrivalKind][number];
export const EVERY_ARRIVAL_COLUMN = [...new Set(Object.values(ARRIVAL_COLUMNS).flat())] as readonly ArrivalColumn[];

/** Columns whose words an administrator may say the meaning of, once for all lines. */
export const CHOSEN_COLUMNS = ['agency', 'position', 'area', 'state'] as const;
export type ChosenColumn = (typeof CHOSEN_COLUMNS)[number];

/** What a state of the desk before may mean here: still open, or over in one of three ways. */
export const ARRIVAL_STATES = ['open', 'closed', 'cancelled', 'rejected'] as const;
export type ArrivalState = (typeof ARRIVAL_STATES)[number];

/**
 * new: would come in · here: is here already, nothing is done · fault: cannot come in, and why · brought: came in.
 */
export const ARRIVAL_OUTCOMES = ['new', 'here', 'fault', 'brought'] as const;
export type ArrivalOutcome = (typeof ARRIVAL_OUTCOMES)[number];

export const ARRIVAL_MAX_BYTES = 25 * 1024 * 1024;
/** Lines of one file, its heading apart. */
export const ARRIVAL_MAX_LINES = 20_000;
