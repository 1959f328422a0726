/** What names agencies and is not theirs: it stays behind when one of them ends. */
import type { Named } from '#contract/organisation.ts';
import type { StandingAgency } from '#server/agencies/index.ts';
import { noticesForAgencies } from '#server/announcements/index.ts';
import { everyService } from '#server/catalogue/index.ts';
import { everyDirectory } from '#server/directories/index.ts';
import { everyRule } from '#server/routing/index.ts';
import type { Reader } from '#server/shared/store.ts';
import { goesOnAs } from './rules.ts';

export type Naming = Named & { readonly agencyIds: readonly string[] };

/** Whatever is in use and names at least one agency. */
export async function everyNaming(db: Reader): Promise<Naming[]> {
  const [rules, services, notices, directories] = await Promise.all([
    everyRule(db),
    everyService(db),
    noticesForAgencies(db),
    everyDirectory(db),
  ]);
  const all: Naming[] = [
    ...rules
      .filter(({ active }) => active)
      .map(({ id, name, agencyIds }) => ({ kind: 'rule' as const, id, name: { es: name, en: name }, agencyIds })),
    ...services
      .filter(({ active }) => active)
      .map(({ id, name, audience }) => ({ kind: 'service' as const, id, name, agencyIds: audience.agencyIds })),
    ...notices.map(({ id, title, agencyIds }) => ({ kind: 'announcement' as const, id, name: title, agencyIds })),
    ...directories.map(({ id, nameEs, nameEn, newcomers, newcomerAgencyId }) => ({
      ...{ kind: 'directory' as const, id, name: { es: nameEs, en: nameEn } },
      agencyIds: newcomers === 'no' || newcomerAgencyId === null ? [] : [newcomerAgencyId],
    })),
  ];
  return all.filter(({ agencyIds }) => agencyIds.length > 0);
}

/** Of `agency`. Where it ended, whoever added the one that goes on in its place has seen to it. */
export function namingOf(
  agency: StandingAgency,
  of: { all: readonly Naming[]; tree: readonly StandingAgency[]; today: string },
): Named[] {
  const next = goesOnAs(of.tree, agency.id, of.today);
  return of.all
    .filter(({ agencyIds }) => agencyIds.includes(agency.id) && (next === agency.id || !agencyIds.includes(next ?? '')))
    .map(({ kind, id, name }) => ({ kind, id, name }));
}
