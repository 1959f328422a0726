/** Sums, from given values alone. */
import type { ReplyOf } from '#contract/operation.ts';
import type { readPasswordReport } from '#contract/password-report.ts';
import type { StandingCount } from '../accounts/index.ts';
import type { Agency } from '../agencies/index.ts';

type Report = ReplyOf<typeof readPasswordReport>;
type Line = Report['agencies'][number];

const none = (): Report['total'] => ({
  people: 0,
  standings: { in_order: 0, ending: 0, expired: 0, never: 0, paused: 0, exempt: 0, closed: 0 },
});

function add(to: Report['total'], { standing, people }: StandingCount): void {
  to.standings[standing] += people;
  if (standing !== 'closed') to.people += people;
}

/** A line for each agency that somebody belongs to; where most have expired first, the others by acronym. */
export function sumUp(counts: readonly StandingCount[], agencies: readonly Agency[]): Report {
  const total = none();
  const lines = new Map<string, Line>();
  for (const { id, acronym, name } of agencies) lines.set(id, { agencyId: id, acronym, name, ...none() });
  for (const count of counts) {
    add(total, count);
    const line = lines.get(count.agencyId);
    if (line !== undefined) add(line, count);
  }
  const peopled = [...lines.values()].filter((line) => line.people + line.standings.closed > 0);
  const byName = new Intl.Collator('es-MX');
  return {
    total,
    agencies: peopled.toSorted(
      (one, other) =>
        other.standings.expired - one.standings.expired ||
        byName.compare(one.acronym || one.name.es, other.acronym || other.name.es),
    ),
  };
}
