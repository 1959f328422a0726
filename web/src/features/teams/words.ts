/** What is said of a team in more than one place. */
import type { TeamMember, TeamView } from '#contract/teams.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const TIER_WORDS: Record<number, MessageKey> = {
  1: 'teams.tier.1',
  2: 'teams.tier.2',
  3: 'teams.tier.3',
};

/** Who leads it; null: nobody is named. */
export const leadOf = (team: TeamView): TeamMember | null => team.members.find(({ id }) => id === team.leadId) ?? null;
