/** The recovery key on paper: a sheet of letter size, which is all that prints while it is there. */
import { type Translate, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import type { MadeKey } from './queries.ts';
import { useTimes } from './words.ts';

/** As a command takes it: lines that begin with # are for whoever reads it. */
export const sheetText = (t: Translate, { identity, recipient, at }: MadeKey): string =>
  [`# ${t('backups.sheet.title')}`, `# ${at}`, `# ${recipient}`, identity, ''].join('\n');

export function KeySheet({ made }: { made: MadeKey }) {
  const t = useT();
  const times = useTimes();
  const { governmentName, productName } = useInstitution();
  return (
    <section className="key-sheet" aria-hidden="true">
      <p>
        {governmentName} · {productName}
      </p>
      <h2>{t('backups.sheet.title')}</h2>
      <p>{t('backups.sheet.what', { at: times.dated(made.at) })}</p>
      <p className="key-sheet__key">{made.identity}</p>
      <p>{t('backups.sheet.keep')}</p>
      <p className="small">{t('backups.sheet.public', { recipient: made.recipient })}</p>
    </section>
  );
}
