/** Does a notice concern what is being asked for? Pure. */
import type { CurrentAnnouncement } from '#contract/announcements.ts';

type Offered = {
  readonly areas: readonly { readonly id: string; readonly services: readonly { readonly id: string }[] }[];
};

export type Choice = {
  readonly areaId: string | null;
  readonly serviceId: string | null;
  /** Services of an area: whoever has not said which may mean any of them. */
  readonly catalogue: Offered | undefined;
  /** By question; an institutional system stands in them by its key. */
  readonly answers: Readonly<Record<string, unknown>>;
};

const says = (answer: unknown, systems: readonly string[]): boolean =>
  Array.isArray(answer)
    ? answer.some((each) => says(each, systems))
    : typeof answer === 'string' && systems.includes(answer);

const servicesOf = ({ catalogue, areaId }: Choice): string[] =>
  catalogue?.areas.find(({ id }) => id === areaId)?.services.map(({ id }) => id) ?? [];

/** An outage of the whole desk concerns everything asked of it; information is read elsewhere. */
export function concerns({ kind, touches }: CurrentAnnouncement, choice: Choice): boolean {
  if (kind === 'information' || choice.areaId === null) return false;
  const areas: readonly string[] = touches.areaIds;
  const services: readonly string[] = touches.serviceIds;
  if (areas.length === 0 && services.length === 0 && touches.systems.length === 0) return kind === 'outage';
  if (areas.includes(choice.areaId)) return true;
  const meant = choice.serviceId === null ? servicesOf(choice) : [choice.serviceId];
  return (
    meant.some((id) => services.includes(id)) ||
    Object.values(choice.answers).some((answer) => says(answer, touches.systems))
  );
}
