/** What is offered to whom. */
import { sql } from 'kysely';
import { isOfferedTo } from '#contract/service-content.ts';
import { type ContactRow, contactOf } from '../accounts/index.ts';
import { allPositions } from '../agencies/index.ts';
import { type Actor, hasRight } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { type Service, selectServices } from './rows.ts';

/** Services on offer to this person; the desk, which files for others and moves requests, sees all that are offered. */
export async function offered(db: Reader, actor: Actor): Promise<Service[]> {
  const services = await selectServices(db);
  if (actor.kind !== 'person' || hasRight(actor, 'desk.lists')) return services;
  if (services.every(({ audience }) => audience.agencyIds.length + audience.positionLevels.length === 0))
    return services;
  const [{ rows }, positions] = await Promise.all([
    sql<{ contact: ContactRow | null }>`select ${contactOf(sql`${actor.id}`)} as contact`.execute(db),
    allPositions(db),
  ]);
  const contact = rows[0]?.contact;
  const position = positions.find((one) => one.id === contact?.position);
  if (!contact || position === undefined) return [];
  const person = { agencyId: contact.agency, positionLevel: position.level };
  return services.filter((service) => isOfferedTo(service.audience, person));
}
