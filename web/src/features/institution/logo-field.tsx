/** The sign on the papers, as it will be printed: on white. */
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { LOGO_MAX_BYTES } from '#contract/letterhead.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Letterhead, usePutLogo, useRemoveLogo } from './letterhead-queries.ts';

type Logo = Letterhead['logo'];

export function LogoField({ logo }: { logo: Logo }) {
  const t = useT();
  const toast = useToast();
  const field = useRef<HTMLInputElement>(null);
  const put = usePutLogo();
  const remove = useRemoveLogo();
  const address = useAddress(logo?.png ?? null);
  const trouble = put.error ?? remove.error;
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    // The same file may be chosen again.
    event.currentTarget.value = '';
    if (!file) return;
    remove.reset();
    put.mutate(file, { onSuccess: () => toast(t('setup.letterhead.logo-saved')) });
  };
  const take = () => {
    put.reset();
    remove.mutate(undefined, { onSuccess: () => toast(t('setup.letterhead.logo-removed')) });
  };
  return (
    <section className="logo" aria-labelledby="letterhead-logo">
      <h3 className="h4" id="letterhead-logo">
        {t('setup.letterhead.logo')}
      </h3>
      {address === null ? (
        <p className="sub">{t('setup.letterhead.logo-none')}</p>
      ) : (
        <img className="logo__picture" src={address} alt={t('setup.letterhead.logo-alt')} />
      )}
      <p className="small sub">{t('setup.letterhead.logo-hint', { megabytes: LOGO_MAX_BYTES / 1024 / 1024 })}</p>
      <div className="logo__acts">
        <input
          ref={field}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          onChange={pick}
          aria-label={t('setup.letterhead.logo')}
        />
        <Button small busy={put.isPending} onClick={() => field.current?.click()}>
          {t(logo === null ? 'setup.letterhead.logo-choose' : 'setup.letterhead.logo-change')}
        </Button>
        {logo === null ? null : (
          <Button small kind="quiet" busy={remove.isPending} onClick={take}>
            {t('setup.letterhead.logo-remove')}
          </Button>
        )}
      </div>
      {trouble ? (
        <Notice kind="problem" role="alert">
          {faultText(t, trouble)}
        </Notice>
      ) : null}
    </section>
  );
}

/** Of the bytes, within this page. */
function useAddress(png: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (png === null) return setAddress(null);
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return address;
}
