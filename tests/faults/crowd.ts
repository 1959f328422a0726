/** Many people with open sessions, put into the folder of a stopped desk: a thousand sign-ins would take minutes. */
import { join } from 'node:path';
import { pino } from 'pino';
import type { Role } from '#contract/permissions.ts';
import { addPerson } from '#server/accounts/index.ts';
import { insertSession } from '#server/accounts/session-rows.ts';
import { agenciesInForce, allPositions } from '#server/agencies/index.ts';
import { HOUR, later, systemClock } from '#server/shared/clock.ts';
import { newId, newSecret, sha256 } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { openPostgres } from '#server/shared/postgres/postgres.ts';
import { openStore } from '#server/shared/store.ts';

export type Member = { readonly id: string; readonly token: string };
export type Wanted = { readonly roles: readonly Role[]; readonly teamIds: readonly string[] };

export async function addCrowd(folder: string, wanted: readonly Wanted[]): Promise<Member[]> {
  const log = pino({ level: 'silent' });
  const postgres = await openPostgres({ dataDir: join(folder, 'data'), databaseUrl: null, log });
  const { app, reader } = postgres;
  const store = openStore({ app, reader, clock: systemClock, enqueue: async () => undefined, poolSize: 2 });
  try {
    const [agency] = await agenciesInForce(store.read, systemClock.now().toISOString().slice(0, 10));
    const position = (await allPositions(store.read)).find((each) => each.eligible);
    if (!agency || !position) throw new Error('no organisation');
    const belonging = { agencyId: agency.id, positionId: position.id };
    return await store.change(system('crowd'), async (work) => {
      const members: Member[] = [];
      for (const [index, { roles, teamIds }] of wanted.entries()) {
        const id = await addPerson(work, {
          ...belonging,
          givenNames: 'Rosa Elena',
          firstSurname: `Canul ${index}`,
          secondSurname: 'Pech',
          email: `multitud${index}@gobierno.example`,
          employeeNumber: '',
          phone: '+523123162000',
          extension: '',
          state: 'active',
          roles: [...roles],
          teamIds: [...teamIds],
          // Nobody signs in with it: their sessions are open already.
          passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA',
        });
        members.push({ id, token: newSecret() });
      }
      await openSessions(work, members);
      return members;
    });
  } finally {
    await store.close();
    await postgres.close();
  }
}

async function openSessions(work: Parameters<typeof insertSession>[0], members: readonly Member[]): Promise<void> {
  const epochs = await work.db.selectFrom('people').select(['id', 'auth_epoch']).execute();
  const epochOf = new Map(epochs.map((row) => [row.id, row.auth_epoch]));
  for (const { id, token } of members) {
    await insertSession(work, {
      id: newId(),
      tokenHash: sha256(token),
      personId: id,
      authEpoch: epochOf.get(id) ?? 0,
      expiresAt: later(work.now, 12 * HOUR),
      address: '127.0.0.1',
      userAgent: '',
      awaitsSecondStep: false,
    });
  }
}
