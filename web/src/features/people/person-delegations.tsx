/** On whose account the person files, and who does on theirs; and the way to give it to who holds the role for it. */
import { useState } from 'react';
import type { PersonPage } from '#contract/person-page.ts';
import { DelegationLines } from '#web/shared/delegations/delegation-lines.tsx';
import { useDelegationsOf } from '#web/shared/delegations/queries.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { DelegationDialog } from './delegation-dialog.tsx';
import { useMovements } from './queries.ts';

export function PersonDelegations({ person, name }: { person: PersonPage; name: string }) {
  const t = useT();
  const { person: me } = useSession();
  const [giving, setGiving] = useState(false);
  const delegations = useDelegationsOf(person.id);
  // Both are of one agency: whoever gives one is offered nobody else.
  const { data: moves } = useMovements(person.id);
  const items = delegations.data?.items ?? [];
  const mayGive = person.state === 'active' && person.roles.includes('delegate') && person.id !== me.id;
  if (items.length === 0 && !mayGive) return null;
  return (
    <section className="card card__body" aria-labelledby="people-delegations">
      <h2 id="people-delegations">{t('delegations.title')}</h2>
      <LoadTrouble of={delegations} />
      {items.length === 0 ? <p className="sub">{t('delegations.none')}</p> : null}
      <DelegationLines items={items} personId={person.id} />
      {mayGive ? <Button onClick={() => setGiving(true)}>{t('delegations.give')}</Button> : null}
      {giving ? (
        <DelegationDialog
          {...{ personId: person.id, name, agencyId: moves?.now.agencyId }}
          onClose={() => setGiving(false)}
        />
      ) : null}
    </section>
  );
}
