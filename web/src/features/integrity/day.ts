/** A calendar day as an instant: its midnight in UTC, to be shown in UTC. */
export const dayAt = (day: string): Date => new Date(`${day}T00:00:00Z`);
