/** What one has beside the password: added, replaced, taken away; recovery codes made anew. */
import { useState } from 'react';
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
import { useToast } from '#web/shared/ui/toast.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { useFactors, useRemoveTotp, useRenewCodes } from './factor-queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

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
  const [open, setOpen] = useState<'add' | 'remove' | 'codes' | null>(null);
  const close = () => setOpen(null);
  const { totp, recoveryCodesLeft, required } = factors;
  const isLast = required && factors.passkeys.length === 0;
  return (
    <>
      {totp === null ? <p>{t('auth.factor.none')}</p> : <TotpLine totp={totp} />}
      {totp === null ? null : (
        <p>
          <strong>{t('auth.factor.codes')}.</strong> {t('auth.factor.codes-left', { count: recoveryCodesLeft })}
        </p>
      )}
      <div className="row row--wrap panel__act">
        <Button onClick={() => setOpen('add')}>
          {t(totp === null ? 'auth.factor.add-totp' : 'auth.factor.replace-totp')}
        </Button>
        {totp === null ? null : <Button onClick={() => setOpen('codes')}>{t('auth.factor.codes-renew')}</Button>}
        {totp === null || isLast ? null : (
          <Button onClick={() => setOpen('remove')}>{t('auth.factor.remove-totp')}</Button>
        )}
      </div>
      {open === 'add' ? (
        <Dialog open onClose={close} title={t('auth.factor.totp')}>
          <EnrolTotp onDone={close} />
        </Dialog>
      ) : null}
      {open === 'remove' ? <RemoveDialog onClose={close} /> : null}
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

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const remove = useRemoveTotp();
  const send = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t('auth.factor.removed'));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('auth.factor.remove-title')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={send}>
            {t('auth.factor.remove')}
          </Button>
        </>
      }
    >
      <p>{t('auth.factor.remove-text')}</p>
      {remove.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, remove.error)}
        </Notice>
      ) : null}
    </Dialog>
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
