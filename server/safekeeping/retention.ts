/** Pure: which backups stay. The newest of each of the last days, weeks and months that have one; the newest of all always. */

export type Retention = { days: number; weeks: number; months: number };
export type Kept = { id: string; at: Date };

/** A month without a backup takes nobody's place: it is the last months *with one* that are counted. */
export function surplus(backups: readonly Kept[], retention: Retention, timeZone: string): string[] {
  const newestFirst = [...backups].sort((one, other) => other.at.getTime() - one.at.getTime());
  const newest = newestFirst[0];
  const kept = new Set(newest ? [newest.id] : []);
  const local = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const ways: [number, (at: Date) => string][] = [
    [retention.days, (at) => local(at).toString()],
    [retention.weeks, (at) => `${local(at).yearOfWeek}-${local(at).weekOfYear}`],
    [retention.months, (at) => local(at).toPlainYearMonth().toString()],
  ];
  for (const [howMany, periodOf] of ways) {
    const periods = new Set<string>();
    for (const { id, at } of newestFirst) {
      const period = periodOf(at);
      if (periods.has(period)) continue;
      if (periods.size >= howMany) break;
      periods.add(period);
      kept.add(id);
    }
  }
  return newestFirst.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}
