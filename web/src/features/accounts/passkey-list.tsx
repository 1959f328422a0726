/** One's passkeys, each with its name and its last use, and the way to do without it. */
import { useState } from 'react';
import type { FactorsView } from '#contract/second-factor.ts';
import { formatAgo, formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { useRemovePasskey } from './passkey-queries.ts';
import { RemoveFactor } from './remove-factor.tsx';

type Passkey = FactorsView['passkeys'][number];

/** `isLast`: it is the only factor; `stays`: and the person must have one. */
type Props = { passkeys: readonly Passkey[]; isLast: boolean; stays: boolean };

export function PasskeyList({ passkeys, isLast, stays }: Props) {
  const t = useT();
  if (passkeys.length === 0) return null;
  return (
    <div>
      <h3 className="h4" id="profile-passkeys">
        {t('auth.passkey.title')}
      </h3>
      <ul className="session-list" aria-labelledby="profile-passkeys">
        {passkeys.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} isLast={isLast} stays={stays} />
        ))}
      </ul>
    </div>
  );
}

function PasskeyLine({ passkey, isLast, stays }: { passkey: Passkey; isLast: boolean; stays: boolean }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const [asking, ask] = useState(false);
  const remove = useRemovePasskey();
  const { name, addedAt, lastUsedAt, synced } = passkey;
  const day = formatDay(new Date(addedAt), { timeZone, locale, now });
  const when = lastUsedAt === null ? null : formatAgo(new Date(lastUsedAt), { timeZone, locale, now });
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p className="small sub">
          {t('auth.passkey.since', { day })}{' '}
          {when === null ? t('auth.passkey.unused') : t('auth.passkey.used', { when })}{' '}
          {synced ? t('auth.passkey.synced') : null}
        </p>
      </div>
      {stays ? null : (
        <Button small aria-label={t('auth.passkey.remove-which', { name })} onClick={() => ask(true)}>
          {t('auth.factor.remove')}
        </Button>
      )}
      {asking ? (
        <RemoveFactor
          title={t('auth.passkey.remove-title', { name })}
          done={t('auth.passkey.removed')}
          isLast={isLast}
          remove={remove}
          send={(then) => remove.mutate(passkey.id, then)}
          onClose={() => ask(false)}
        />
      ) : null}
    </li>
  );
}
