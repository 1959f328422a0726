/** No deactivation, or nobody, of this address for whoever asks. */
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';

export const isMissing = (error: unknown): boolean =>
  error instanceof Refused && [400, 404].includes(error.problem.status);

export function Missing() {
  const t = useT();
  return (
    <EmptyState
      page
      drawing="search"
      title={t('deactivations.missing.title')}
      action={
        <LinkButton to="/bajas" search={{}}>
          {t('deactivations.missing.back')}
        </LinkButton>
      }
    >
      <p>{t('deactivations.missing.text')}</p>
    </EmptyState>
  );
}
