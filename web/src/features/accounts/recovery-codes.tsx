/** The ten codes, once: to copy or to print, and then gone. */
import { useEffect, useRef } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCopy, IconPrinter } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';

export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useT();
  const toast = useToast();
  const { productName } = useInstitution();
  // The button that asked for them is gone: whoever pressed it stands here now.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  // Over plain http the browser has no clipboard: the codes are then selected by hand.
  const mayCopy = globalThis.isSecureContext;
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    toast(t('auth.factor.copied'));
  };
  return (
    <div className="stack recovery-box" ref={box} tabIndex={-1}>
      <Notice kind="warning" title={t('auth.factor.kept-title')}>
        {t('auth.factor.kept-text')}
      </Notice>
      <div className="recovery">
        <p className="print-only">
          {productName} · {t('auth.factor.codes')}
        </p>
        <ul className="recovery__codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <div className="row row--wrap">
        {mayCopy ? (
          <Button icon={<IconCopy />} onClick={() => void copy()}>
            {t('auth.factor.copy')}
          </Button>
        ) : null}
        <Button icon={<IconPrinter />} onClick={() => globalThis.print()}>
          {t('auth.factor.print')}
        </Button>
        <Button kind="primary" onClick={onKept}>
          {t('auth.factor.kept')}
        </Button>
      </div>
    </div>
  );
}
