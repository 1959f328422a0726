/** A notice as its form holds it, and as it will read. */
import type { AnnouncementView } from '#contract/announcements.ts';
import type { Told } from '#web/shared/announcements/banner.tsx';
import { fromLocal, toLocal } from './local-minutes.ts';
import type { Content } from './queries.ts';

/** `about`: what a new one is begun from. */
type From = { timeZone: string; about?: { areaId?: string | undefined; serviceId?: string | undefined } };

export const startOf = (one: AnnouncementView | null, given: From): Content => {
  const { areaId, serviceId } = given.about ?? {};
  const local = (iso: string | null | undefined) => toLocal(iso ?? null, given.timeZone) || null;
  return {
    kind: one?.kind ?? 'outage',
    title: one?.title ?? { es: '', en: '' },
    body: one?.body ?? { es: '', en: '' },
    showFrom: local(one?.showFrom),
    begins: local(one?.begins),
    until: local(one?.until),
    audience: one?.audience ?? 'everybody',
    agencyIds: [...(one?.agencyIds ?? [])],
    onSignIn: one?.onSignIn ?? false,
    areaIds: [...(one?.touches.areaIds ?? (serviceId === undefined && areaId !== undefined ? [areaId] : []))],
    serviceIds: [...(one?.touches.serviceIds ?? (serviceId === undefined ? [] : [serviceId]))],
    systems: [...(one?.touches.systems ?? [])],
  };
};

/** As a reader will meet it. */
export const toldOf = (
  content: Content,
  given: { timeZone: string; now: Date; updates: Told['updates']; untitled: string },
): Told => {
  const instant = (local: string | null) => (local === null ? null : fromLocal(local, given.timeZone));
  const { kind, title, body } = content;
  const begins = instant(content.begins) ?? instant(content.showFrom) ?? given.now.toISOString();
  const named = title.es.trim() === '' ? { es: given.untitled, en: title.en } : title;
  return { kind, title: named, body, begins, until: instant(content.until), updates: given.updates };
};
