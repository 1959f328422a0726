/** What a roster is called: its team, or the whole desk. */
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import type { Roster } from './queries.ts';

export function useRosterName(rosters: readonly Pick<Roster, 'teamId' | 'name'>[]): (teamId: string | null) => string {
  const t = useT();
  const locale = useLocale();
  return (teamId) => {
    const name = teamId === null ? null : rosters.find((roster) => roster.teamId === teamId)?.name;
    return name ? local(name, locale) : t('shifts.whole');
  };
}
