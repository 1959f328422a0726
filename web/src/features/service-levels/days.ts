/** Local days, YYYY-MM-DD: no instants, so they are read and said without any zone. */

/** Its noon in UTC: say it with `timeZone: 'UTC'`. */
export const dayAt = (day: string): Date => new Date(`${day}T12:00:00Z`);
