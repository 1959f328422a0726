/** The sheet of a deactivation, in the layout of the alta's: letter paper, black on white, with room for a signature. */
import type { ReactNode } from 'react';
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { useFacts } from './facts.tsx';

type FrameProps = {
  /** Null: it has no folio yet. */
  code: string | null;
  signer: string;
  /** With room for the day it is signed on. */
  date?: boolean;
  end?: ReactNode;
  /** Rows of its table. */
  children: ReactNode;
};

export function SheetFrame({ code, signer, date = false, end, children }: FrameProps) {
  const t = useT();
  const { hostAgencyName: host, productName: product, governmentName: government } = useInstitution();
  const words = { host, product, government };
  return (
    <article className="alta-sheet" aria-label={t('deactivations.sheet.label')}>
      {code === null ? null : (
        <p className="alta-sheet__code baja-folio">
          {t('common.folio.label')} <strong>{code}</strong>
        </p>
      )}
      <h2 className="alta-sheet__title">{t('deactivations.sheet.title', words)}</h2>
      <p>{t('deactivations.sheet.ask', words)}</p>
      <table className={date ? 'baja-sheet baja-sheet--blank' : 'baja-sheet'}>
        <tbody>{children}</tbody>
      </table>
      <p>{t('deactivations.sheet.effect', words)}</p>
      <div className="alta-sheet__sign">
        <span className="alta-sheet__line">{signer}</span>
        <span>{t('deactivations.sheet.signer')}</span>
        {date ? <span className="baja-date">{t('deactivations.sheet.date')}</span> : null}
      </div>
      {end}
    </article>
  );
}

export function Sheet({ view }: { view: DeactivationView }) {
  const t = useT();
  const facts = useFacts(view, { onPaper: true });
  return (
    <SheetFrame code={view.folio} signer={view.signerName}>
      {facts.map(([word, answer]) => (
        <tr key={word}>
          <th scope="row">{t(`deactivations.facts.${word}`)}</th>
          <td>{answer}</td>
        </tr>
      ))}
    </SheetFrame>
  );
}
