/** The theme chosen with the button goes with the person to other machines, like the one chosen in the profile. */
import { readProfile, type readSession, savePreferences } from '#contract/accounts.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';
import type { Theme } from '#web/shared/theme.ts';
import { sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';

export async function keepTheme(theme: Theme): Promise<void> {
  queryClient.setQueryData(
    sessionQuery.queryKey,
    (read: ReplyOf<typeof readSession> | undefined) => read && { ...read, theme },
  );
  try {
    const { locale, letters } = await call(readProfile);
    await call(savePreferences, { body: { locale, letters, theme } });
  } catch {
    // It holds on this screen all the same; the next press tries again.
  }
  await queryClient.invalidateQueries({ queryKey: ['profile'] });
}
