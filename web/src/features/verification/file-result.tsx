/** Checks a file here, by the same lines as the verifier that stands alone. */
import { useQuery } from '@tanstack/react-query';
import { listSealKeys } from '#contract/verification.ts';
import { call } from '#web/shared/client.ts';
import { dateTag } from '#web/shared/format.ts';
import { type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Facts, Lines, Verdict } from './verdict.tsx';

/** Fetched when somebody has a file to check, and not before. */
async function looked(file: File, keys: unknown) {
  const [{ check }, { keysOfList }] = await Promise.all([import('#verifier/check.ts'), import('#verifier/keys.ts')]);
  const breathe = () => new Promise<void>((next) => setTimeout(next));
  return check({ bytes: new Uint8Array(await file.arrayBuffer()), keys: keysOfList(keys), breathe });
}

export function FileResult({ file }: { file: File }) {
  const t = useT();
  const locale = dateTag(useLocale());
  const keys = useQuery({ queryKey: ['seal-keys'], queryFn: ({ signal }) => call(listSealKeys, { signal }) });
  const report = useQuery({
    queryKey: ['verified-file', file.name, file.size, file.lastModified],
    queryFn: () => looked(file, keys.data?.keys),
    enabled: keys.data !== undefined,
    retry: false,
    gcTime: 0,
  });
  const words = useQuery({
    queryKey: ['verifier-words'],
    queryFn: () => import('#verifier/telling.ts'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (report.isError)
    return (
      <Notice kind="problem" role="alert">
        {t('verifying.unreadable')}
      </Notice>
    );
  if (report.data === undefined || words.data === undefined)
    return (
      <>
        <LoadTrouble of={keys} />
        <p role="status">{t('verifying.working', { name: file.name })}</p>
      </>
    );
  const say = (key: string, values?: Record<string, string | number>) => t(key as MessageKey, values);
  const told = words.data.telling(report.data, { t: say, locale });
  return (
    <Verdict verdict={report.data.verdict} of={file.name} title={told.title} text={told.text}>
      <Lines title={t('verifying.found')} items={told.findings} />
      {told.documents.map((facts) => (
        <Facts key={facts.map(([, value]) => value).join()} facts={facts} />
      ))}
      <Lines title={t('verifying.notes')} items={told.notes} />
      <Lines title={t('verifying.looked')} items={told.checked} />
    </Verdict>
  );
}
