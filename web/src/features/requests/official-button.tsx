/** Official documents from the desk: the window with them, its words too, is fetched when it is asked for. */
import { lazy, Suspense, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';

const OfficialDialog = lazy(async () => {
  const [part] = await Promise.all([import('./official-dialog.tsx'), loadSections('documents', 'faults-desk')]);
  return { default: part.OfficialDialog };
});

export function OfficialButton({ view }: { view: RequestView }) {
  const t = useT();
  const [open, show] = useState(false);
  return (
    <>
      <Button small icon={<IconDownload />} onClick={() => show(true)}>
        {t('console.aside.official')}
      </Button>
      <Suspense fallback={null}>{open ? <OfficialDialog view={view} onClose={() => show(false)} /> : null}</Suspense>
    </>
  );
}
