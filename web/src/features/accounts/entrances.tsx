/**
 * A button for the passkey and one for each directory that people enter by, below the desk's own form. Comes after the page, which
 * loads none of it.
 */
import '#web/styles/directories.css';
import { type QueryClient, queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listEntrances, startDirectory } from '#contract/directories.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { loadSections, local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { PasskeyEntrance } from './entrance-passkey.tsx';
import { mayHavePasskeys } from './no-passkey.ts';
import { setOut } from './way.ts';

/** With its words, where there is something to say. */
const query = queryOptions({
  queryKey: ['institution', 'entrances'],
  queryFn: async ({ signal }) => {
    const { items } = await call(listEntrances, { signal });
    if (items.length > 0 || mayHavePasskeys()) await loadSections('entrances');
    return items;
  },
  staleTime: 30_000,
});

export const ask = (client: QueryClient): Promise<unknown> => client.fetchQuery(query);

export default function Entrances({ to }: { to: string }) {
  const t = useT();
  const locale = useLocale();
  const { data } = useQuery(query);
  const start = useMutation({
    mutationFn: (id: string) => call(startDirectory, { params: { id }, body: {} }),
    onSuccess: ({ url }) => setOut(url, { to, linking: false }),
  });
  // The page may come back as it was left, with the button still busy.
  const { reset } = start;
  useEffect(() => {
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (persisted) reset();
    };
    addEventListener('pageshow', shown);
    return () => removeEventListener('pageshow', shown);
  }, [reset]);
  if (data === undefined || (data.length === 0 && !mayHavePasskeys())) return null;
  const leaving = start.isPending || start.isSuccess;
  return (
    <section className="entrances" aria-label={t('entrances.list')}>
      <p className="entrances__or">{t('entrances.or')}</p>
      {start.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, start.error)}
        </Notice>
      ) : null}
      {mayHavePasskeys() ? <PasskeyEntrance to={to} disabled={leaving} /> : null}
      {data.map(({ id, name }) => (
        <Button
          key={id}
          wide
          busy={leaving && start.variables === id}
          disabled={leaving && start.variables !== id}
          onClick={() => start.mutate(id)}
        >
          {t('entrances.enter', { name: local(name, locale) })}
        </Button>
      ))}
    </section>
  );
}
