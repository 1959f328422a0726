/** The marks of what was covered: on which ground, by whom and when; for whoever audits, the way to the original. */
import { lazy, Suspense, useState } from 'react';
import type { RedactionView } from '#contract/redaction-shapes.ts';
import type { RequestView } from '#contract/requests.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconLock } from '#web/shared/ui/icons.tsx';
import { useMoments } from './use-moments.ts';

const OriginalDialog = lazy(async () => ({ default: (await import('./original-dialog.tsx')).OriginalDialog }));

export const GROUNDS = {
  personal: 'redactions.ground.personal',
  sensitive: 'redactions.ground.sensitive',
  security: 'redactions.ground.security',
  reserved: 'redactions.ground.reserved',
  secret: 'redactions.ground.secret',
  resolution: 'redactions.ground.resolution',
} as const satisfies Record<RedactionView['ground'], MessageKey>;

function Mark({ view, mark }: { view: RequestView; mark: RedactionView }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const [open, setOpen] = useState(false);
  const ground = t(GROUNDS[mark.ground]);
  return (
    <li className="covered-mark">
      <IconLock />
      <div>
        <p>
          <b>{t('redactions.mark', { what: mark.what, passages: mark.passages ?? 0 })}</b>
          {' · '}
          {ground}
          {mark.basis === '' ? null : ` (${mark.basis})`}
        </p>
        <p className="sub">
          {[mark.by, local(mark.office, locale), moments.short(mark.at)].filter((part) => part !== '').join(' · ')}
        </p>
        {mark.reason === null ? null : <p className="sub">{t('redactions.reason-was', { reason: mark.reason })}</p>}
        {mark.openings.map((opening) => (
          <p className="sub" key={opening.at}>
            {t('redactions.opened', { name: opening.by, at: moments.short(opening.at), reason: opening.reason })}
          </p>
        ))}
      </div>
      {view.can.openOriginal ? (
        <Button small onClick={() => setOpen(true)}>
          {t('redactions.open')}
        </Button>
      ) : null}
      {open ? (
        <Suspense fallback={null}>
          <OriginalDialog view={view} mark={mark} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}

type Props = { view: RequestView; marks: readonly RedactionView[]; below: boolean };

export function RedactionMarks({ view, marks, below }: Props) {
  const t = useT();
  return (
    <ul className={below ? 'covered-marks covered-marks--below' : 'covered-marks'} aria-label={t('redactions.marks')}>
      {marks.map((mark) => (
        <Mark key={mark.id} view={view} mark={mark} />
      ))}
    </ul>
  );
}
