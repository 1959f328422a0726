/** The sheet of a deactivation, in the layout of the alta's: letter paper, black on white, with room for a signature. */
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { useFacts } from './facts.tsx';

export function Sheet({ view }: { view: DeactivationView }) {
  const t = useT();
  const facts = useFacts(view);
  const { hostAgencyName: host, productName: product, governmentName: government } = useInstitution();
  const words = { host, product, government };
  return (
    <article className="alta-sheet" aria-label={t('deactivations.sheet.label')}>
      <p className="alta-sheet__code">
        {t('common.folio.label')} <strong>{view.folio}</strong>
      </p>
      <h2 className="alta-sheet__title">{t('deactivations.sheet.title', words)}</h2>
      <p>{t('deactivations.sheet.ask', words)}</p>
      <table className="baja-sheet">
        <tbody>
          {facts.map(([word, answer]) => (
            <tr key={word}>
              <th scope="row">{t(`deactivations.facts.${word}`)}</th>
              <td>{answer}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('deactivations.sheet.effect', words)}</p>
      <div className="alta-sheet__sign">
        <span className="alta-sheet__line">{view.signerName}</span>
        <span>{t('deactivations.sheet.signer')}</span>
      </div>
    </article>
  );
}
