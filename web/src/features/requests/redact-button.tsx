/** The way to cover a message, or what was asked for. */
import { lazy, Suspense, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconEyeOff } from '#web/shared/ui/icons.tsx';
import type { Part } from './redacting.tsx';

const RedactDialog = lazy(async () => ({ default: (await import('./redact-dialog.tsx')).RedactDialog }));

export function RedactButton({ view, parts }: { view: RequestView; parts: readonly Part[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        small
        icon={<IconEyeOff />}
        className="redact-button"
        aria-label={t('redactions.act')}
        title={t('redactions.act')}
        onClick={() => setOpen(true)}
      />
      {open ? (
        <Suspense fallback={null}>
          <RedactDialog view={view} parts={parts} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
