import type { Reader } from '../shared/store.ts';
import { type Service, selectServices } from './rows.ts';
import { selectVersions } from './version-rows.ts';

/** Services that send, or will from a day already published, what is asked of them to this team. */
export async function usesOfTeam(db: Reader, teamId: string): Promise<Pick<Service, 'id' | 'name'>[]> {
  const [services, versions] = await Promise.all([selectServices(db, 'every'), selectVersions(db)]);
  const coming = new Set(
    versions
      .filter((version) => {
        const service = services.find(({ id }) => id === version.serviceId);
        return version.content.teamId === teamId && version.number > (service?.publishedVersion ?? 0);
      })
      .map((version) => version.serviceId),
  );
  return services
    .filter((service) => (service.active && service.teamId === teamId) || coming.has(service.id))
    .map(({ id, name }) => ({ id, name }));
}
