/** What stands where something should have come from the server and did not; what was there before stays. */
import { Refused, Unreachable } from './client.ts';
import { faultText } from './fault-text.ts';
import { useT } from './i18n.ts';
import { isPassing, useAgain } from './passing.ts';
import { ReportButton } from './reporting.tsx';
import { Button } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { IconRefresh } from './ui/icons.tsx';
import { Notice } from './ui/notice.tsx';

type Asked = { isError: boolean; error: unknown; data: unknown; refetch: () => unknown };

export function LoadTrouble({ of }: { of: Asked }) {
  const t = useT();
  useAgain(of.isError ? of.error : null, of.refetch);
  if (!of.isError) return null;
  const again = (
    <Button icon={<IconRefresh />} onClick={() => void of.refetch()}>
      {t('common.trouble.again')}
    </Button>
  );
  if (of.data !== undefined)
    return (
      <Notice kind="warning" role="status" action={again}>
        {t('common.trouble.old')}
      </Notice>
    );
  const code = of.error instanceof Refused ? of.error.problem.requestId : '';
  const acts = (
    <>
      {again}
      <ReportButton shown={code === '' ? null : code} />
    </>
  );
  return (
    <EmptyState drawing="problem" title={t('common.trouble.load')} action={acts}>
      <p>{of.error instanceof Unreachable ? t('common.trouble.unreachable') : faultText(t, of.error)}</p>
      {isPassing(of.error) ? <p>{t('common.trouble.by-itself')}</p> : null}
      {code === '' ? null : <p>{t('common.trouble.code', { code })}</p>}
    </EmptyState>
  );
}
