/** While filing: what the desk knows already of what one is about to ask for, so that four hundred people do not ask the same. */
import '#web/styles/announcements.css';
import { useT } from '../i18n.ts';
import { FollowButton } from './acts.tsx';
import { Banner } from './banner.tsx';
import { type Placed, useCalm, useCurrent } from './current.ts';
import { type Choice, concerns } from './touching.ts';
import { useArrivals } from './use-arrivals.ts';
import { useWords } from './use-words.ts';

/** Also what one has put away, and not to be put away: here is where it spares a request. */
export default function KnownTrouble({ choice }: { choice: Choice }) {
  const { placed, arrived } = useCalm(useCurrent());
  const here = placed.filter(({ item }) => concerns(item, choice));
  const coming = arrived.filter((item) => concerns(item, choice));
  const ready = useWords(here.length + coming.length > 0);
  useArrivals(ready ? coming : []);
  return (
    <div aria-live="polite" className="announce-region">
      {ready && here.length > 0 ? <Known placed={here} /> : null}
    </div>
  );
}

function Known({ placed }: { placed: readonly Placed[] }) {
  const t = useT();
  return (
    <section className="announce-known" aria-label={t('announcements.known')}>
      {placed.map(({ item, over }) => (
        <Banner
          key={item.id}
          told={item}
          over={over}
          whole
          {...(over
            ? {}
            : { lead: t(item.kind === 'outage' ? 'announcements.known-lead' : 'announcements.planned-lead') })}
          action={over ? null : <FollowButton item={item} />}
        />
      ))}
      {placed.some(({ over, item }) => !over && item.kind === 'outage') ? (
        <p className="small sub">{t('announcements.no-need')}</p>
      ) : null}
    </section>
  );
}
