/** What one has beside the password: added, replaced, taken away; recovery codes made anew. */
import { useState } from 'react';
import { PASSKEYS } from '#contract/passkeys.ts';
import type { FactorsView } from '#contract/second-factor.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatAgo, formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { useFactors, useRemoveTotp, useRenewCodes } from './factor-queries.ts';
import { mayHavePasskeys } from './no-passkey.ts';
import { PasskeyList } from './passkey-list.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { RemoveFactor } from './remove-factor.tsx';

export function FactorsPanel() {
  const t = useT();
  const factors = useFactors();
  return (
    <section className="panel" aria-labelledby="profile-factor">
      <h2 id="profile-factor">{t('auth.factor.title')}</h2>
      <p className="sub">
        {t('auth.factor.what')} {factors.data?.required ? t('auth.factor.required') : null}
      </p>
      <LoadTrouble of={factors} />
      {factors.isPending ? <Skeleton lines={2} /> : null}
      {factors.data ? <Factors factors={factors.data} /> : null}
    </section>
  );
}

function Factors({ factors }: { factors: FactorsView }) {
  const t = useT();
  const [open, setOpen] = useState<'add' | 'add-passkey' | 'remove' | 'codes' | null>(null);
  const close = () => setOpen(null);
  const remove = useRemoveTotp();
  const { totp, passkeys, recoveryCodesLeft, required } = factors;
  const has = totp !== null || passkeys.length > 0;
  const isLast = passkeys.length + (totp === null ? 0 : 1) === 1;
  const stays = required && isLast;
  return (
    <>
      {has ? null : <p>{t('auth.factor.none')}</p>}
      {totp === null ? null : <TotpLine totp={totp} />}
      <PasskeyList passkeys={passkeys} isLast={isLast} stays={stays} />
      {has ? (
        <p>
          <strong>{t('auth.factor.codes')}.</strong> {t('auth.factor.codes-left', { count: recoveryCodesLeft })}
        </p>
      ) : null}
      <div className="row row--wrap panel__act">
        <Button onClick={() => setOpen('add')}>
          {t(totp === null ? 'auth.factor.add-totp' : 'auth.factor.replace-totp')}
        </Button>
        {mayHavePasskeys() && passkeys.length < PASSKEYS ? (
          <Button onClick={() => setOpen('add-passkey')}>{t('auth.passkey.add')}</Button>
        ) : null}
        {has ? <Button onClick={() => setOpen('codes')}>{t('auth.factor.codes-renew')}</Button> : null}
        {totp === null || stays ? null : (
          <Button onClick={() => setOpen('remove')}>{t('auth.factor.remove-totp')}</Button>
        )}
      </div>
      {open === 'add' ? (
        <Dialog open onClose={close} title={t('auth.factor.totp')}>
          <EnrolTotp onDone={close} />
        </Dialog>
      ) : null}
      {open === 'add-passkey' ? (
        <Dialog open onClose={close} title={t('auth.passkey.add')}>
          <AddPasskey onDone={close} />
        </Dialog>
      ) : null}
      {open === 'remove' ? (
        <RemoveFactor
          title={t('auth.factor.remove-title')}
          done={t('auth.factor.removed')}
          isLast={isLast}
          remove={remove}
          send={(then) => remove.mutate(undefined, then)}
          onClose={close}
        />
      ) : null}
      {open === 'codes' ? <CodesDialog onClose={close} /> : null}
    </>
  );
}

function TotpLine({ totp }: { totp: NonNullable<FactorsView['totp']> }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const day = formatDay(new Date(totp.addedAt), { timeZone, locale, now });
  const used = totp.lastUsedAt === null ? null : formatAgo(new Date(totp.lastUsedAt), { timeZone, locale, now });
  return (
    <p>
      <strong>{t('auth.factor.totp')}.</strong> {t('auth.factor.totp-since', { day })}{' '}
      {used === null ? t('auth.factor.totp-unused') : t('auth.factor.totp-used', { when: used })}
    </p>
  );
}

function CodesDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const renew = useRenewCodes();
  if (renew.data)
    return (
      <Dialog open onClose={onClose} title={t('auth.factor.codes')}>
        <RecoveryCodes codes={renew.data.recoveryCodes} onKept={onClose} />
      </Dialog>
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('auth.factor.codes')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" busy={renew.isPending} onClick={() => renew.mutate(undefined)}>
            {t('auth.factor.codes-renew')}
          </Button>
        </>
      }
    >
      <p>{t('auth.factor.codes-renew-text')}</p>
      {renew.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, renew.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}
