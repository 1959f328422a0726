/** The page of one person: what each slice knows of them. */
import type { PersonPage } from '#contract/person-page.ts';
import { type AccountPage, accountPage, peopleByIds } from '../accounts/index.ts';
import { directoriesOf } from '../directories/index.ts';
import { enrolmentOfPerson } from '../enrolments/index.ts';
import { openOfPerson } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import { originOf } from './origin.ts';
import { entriesOfOrigin } from './origin-rows.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** `not-found` where there is no such person. */
export async function readPerson(house: House, actor: Actor, id: string): Promise<PersonPage> {
  const db = house.store.read;
  const account = await accountPage(house, actor, id);
  const [entries, cameBy, openRequests, directories] = await Promise.all([
    entriesOfOrigin(db, id),
    enrolmentOfPerson(db, id),
    openOfPerson(db, id),
    directoriesOf(house, actor, account.view),
  ]);
  const origin = originOf(entries, account.createdAt);
  const names = await peopleByIds(db, origin.actorId === null ? [] : [origin.actorId]);
  const maker = names.get(origin.actorId ?? '')?.fullName ?? null;
  const { view, closed, passwordEndsAt, mustChangePassword, pausedUntil, openSessions } = account;
  return {
    ...{ ...view, mustChangePassword, openSessions, openRequests, directories },
    createdAt: account.createdAt.toISOString(),
    passwordEndsAt: iso(passwordEndsAt),
    pausedUntil: iso(pausedUntil),
    closed:
      closed === null
        ? null
        : {
            ...closed,
            at: closed.at.toISOString(),
            reason: closed.reason as NonNullable<PersonPage['closed']>['reason'],
          },
    grants: account.grants.map(({ id, role, since, until, ground, source, grantedBy }) => ({
      ...{ id, role, until, ground, source, grantedBy },
      since: since.toISOString(),
    })),
    origin:
      cameBy === null
        ? { way: origin.way, at: origin.at.toISOString(), by: maker, enrolment: null }
        : {
            ...{ way: 'enrolment', at: cameBy.at.toISOString(), by: cameBy.by },
            enrolment: { id: cameBy.id, folio: cameBy.folio },
          },
    link: linkOf(account),
  };
}

function linkOf({ credential }: AccountPage): PersonPage['link'] {
  if (credential === undefined || credential.sentAt === null || credential.expiresAt === null) return null;
  const { issued, sentAt, openedAt, usedAt, revokedAt, expiresAt } = credential;
  return {
    issued,
    sentAt: sentAt.toISOString(),
    ...{ openedAt: iso(openedAt), usedAt: iso(usedAt), revokedAt: iso(revokedAt) },
    expiresAt: expiresAt.toISOString(),
  };
}
