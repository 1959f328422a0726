/** What the desk has to say to whoever comes to the sign-in page. */
import '#web/styles/announcements.css';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { type PublicAnnouncement, publicAnnouncements } from '#contract/announcements.ts';
import { call } from '../client.ts';
import { loadSections, useT } from '../i18n.ts';
import { Banner } from './banner.tsx';
import { useWords } from './use-words.ts';

const MOST = 3;

const query = queryOptions({
  queryKey: ['announcements', 'public'],
  queryFn: ({ signal }) => call(publicAnnouncements, { signal }),
  staleTime: 30_000,
});

export async function ask(client: QueryClient): Promise<void> {
  const { items } = await client.fetchQuery(query);
  if (items.length > 0) await loadSections('announcements');
}

export default function AtTheDoor() {
  const { data } = useQuery(query);
  const ready = useWords(data !== undefined && data.items.length > 0);
  return ready && data ? <Outside items={data.items.slice(0, MOST)} /> : null;
}

function Outside({ items }: { items: readonly PublicAnnouncement[] }) {
  const t = useT();
  return (
    <section className="announce-door" aria-label={t('announcements.title')}>
      {items.map((item) => (
        <Banner key={item.id} told={{ ...item, updates: [] }} said={item.updatedAt} />
      ))}
    </section>
  );
}
