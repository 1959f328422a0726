/** A one-time link to hand over in person while mail does not work; that it was made stays in the history. */
import { useEffect, useRef } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDayTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { IconCopy } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type GivenLink, useGiveLink } from './queries.ts';

type Props = { personId: string; name: string; onClose: () => void };

export function LinkDialog({ personId, name, onClose }: Props) {
  const t = useT();
  const give = useGiveLink(personId);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.link.title')}
      footer={
        <>
          <Button onClick={onClose}>{t(give.data ? 'setup.dialog.close' : 'setup.dialog.back')}</Button>
          {give.data ? null : (
            <Button kind="primary" busy={give.isPending} onClick={() => give.mutate(undefined)}>
              {t('setup.link.make')}
            </Button>
          )}
        </>
      }
    >
      <div className="adm-form">
        <p>{t('setup.link.explain', { name })}</p>
        <Notice kind="info">{t('setup.link.recorded')}</Notice>
        {give.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, give.error)}
          </Notice>
        ) : null}
        {give.data ? <TheLink link={give.data} name={name} /> : null}
      </div>
    </Dialog>
  );
}

function TheLink({ link, name }: { link: GivenLink; name: string }) {
  const t = useT();
  const toast = useToast();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const until = formatDayTime(new Date(link.expiresAt), { timeZone, locale, now });
  // The button that made it is gone: whoever pressed it stands here now, with the link selected.
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  // Over plain http the browser has no clipboard: the link is then selected by hand.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      toast(t('setup.link.copied'));
    } catch {
      toast(t('setup.link.not-copied'), 'problem');
    }
  };
  return (
    <Field label={t('setup.link.label', { name })} hint={t('setup.link.until', { at: until })}>
      {(wired) => (
        <span className="link-given" ref={box}>
          <TextInput {...wired} readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
          <Button kind="primary" icon={<IconCopy />} onClick={() => void copy()}>
            {t('setup.link.copy')}
          </Button>
        </span>
      )}
    </Field>
  );
}
