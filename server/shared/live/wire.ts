/** How a fact travels from the transaction that recorded it to every node: PostgreSQL's NOTIFY, a line of text. */

/** What happened, by name alone; whoever needs more reads it with the rights of whoever is told. */
export type LiveFact = {
  /** As in the history: `request:<id>`. */
  readonly stream: string;
  readonly fact: string;
  readonly sequence: number;
  /** Null when the system or nobody signed in did it. */
  readonly actorId: string | null;
};

export const FACTS_CHANNEL = 'mesa_live';
export const PRESENCE_CHANNEL = 'mesa_presence';

export const toLine = (fact: LiveFact): string => `${fact.stream} ${fact.fact} ${fact.sequence} ${fact.actorId ?? '-'}`;

/** Null for a line this program did not write. */
export function fromLine(line: string): LiveFact | null {
  const [stream, fact, sequence, actorId, more] = line.split(' ');
  if (!stream || !fact || !actorId || more !== undefined || !/^\d+$/.test(sequence ?? '')) return null;
  return { stream, fact, sequence: Number(sequence), actorId: actorId === '-' ? null : actorId };
}

/** `request` of `request:<id>`, and the id. */
export const topicOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf(':')));
export const subjectOf = (stream: string): string => stream.slice(stream.indexOf(':') + 1);
