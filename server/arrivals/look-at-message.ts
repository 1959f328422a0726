/** Pure: a line of what was written in the requests of the desk before. */
import type { KnownPerson } from '../accounts/index.ts';
import type { NewFormerMessage } from '../requests/index.ts';
import { sha256 } from '../shared/ids.ts';
import { fold, type GivenRow } from './headings.ts';
import { readWhen } from './instants.ts';
import { Line, type Looked, readEmail, type Seen } from './lines.ts';

export type AmongMessages = {
  /** Folios of that desk in small letters, and the requests they are here. */
  readonly requests: ReadonlyMap<string, string>;
  readonly byEmail: ReadonlyMap<string, KnownPerson>;
  /** What of it is here already: request and hash. */
  readonly here: ReadonlySet<string>;
  readonly timeZone: string;
  readonly now: Date;
};

const VISIBILITIES: Readonly<Record<NewFormerMessage['visibility'], readonly string[]>> = {
  public: ['publica', 'publico', 'public', 'respuesta', 'reply', 'si', 'yes'],
  // Empty: what nobody said may be read by who asked is not shown to them.
  internal: ['', 'interna', 'interno', 'internal', 'privada', 'private', 'nota', 'nota interna', 'note', 'no'],
};

const TEXT_MAX = 10_000;
const AUTHOR_MAX = 120;

function visibilityOf(line: Line): NewFormerMessage['visibility'] | null {
  const word = fold(line.text('visibility'));
  const found = (['public', 'internal'] as const).find((each) => VISIBILITIES[each].includes(word));
  return found ?? line.stop('visibility', 'arrivals.problem.visibility');
}

export function lookAtMessage(row: GivenRow, among: AmongMessages, seen: Seen): Looked<NewFormerMessage> {
  const line = new Line(row);
  const folio = line.required('folio', 60);
  const requestId = among.requests.get(folio.toLowerCase());
  if (folio !== '' && requestId === undefined) line.stop('folio', 'arrivals.problem.folio');
  const said = line.required('at', 40);
  const when = said === '' ? null : (readWhen(said, among.timeZone) ?? line.stop('at', 'arrivals.problem.date'));
  if (when !== null && when.at > among.now) line.stop('at', 'arrivals.problem.future');
  const author = line.within('author', AUTHOR_MAX);
  const text = line.required('text', TEXT_MAX);
  const visibility = visibilityOf(line);
  const label = folio.slice(0, 60);
  if (line.isStopped || requestId === undefined || when === null || visibility === null)
    return { outcome: 'fault', problems: line.problems, label, value: null, became: null };
  const hash = sha256(JSON.stringify([when.at.toISOString(), author, visibility, text])).toString('hex');
  const earlier = seen.before(`${requestId} ${hash}`, row.line);
  if (earlier !== undefined) {
    line.stop(null, 'arrivals.problem.repeated', { line: earlier });
    return { outcome: 'fault', problems: line.problems, label, value: null, became: null };
  }
  if (among.here.has(`${requestId} ${hash}`))
    return { outcome: 'here', problems: line.problems, label, value: null, became: requestId };
  const person = among.byEmail.get(readEmail(author) ?? '');
  const value = {
    ...{ requestId, sha256: hash, line: row.line, at: when.at, text, visibility },
    author: person?.name ?? author,
    authorId: person?.id ?? null,
  };
  return { outcome: 'new', problems: line.problems, label, value, became: null };
}
