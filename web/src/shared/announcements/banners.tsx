/** The notices above a page, one slim line each; more than two are folded, so that they never are the page. */
import '#web/styles/announcements.css';
import type { CurrentAnnouncement } from '#contract/announcements.ts';
import { useT } from '../i18n.ts';
import { DismissButton, FollowButton } from './acts.tsx';
import { Banner } from './banner.tsx';
import type { Placed } from './current.ts';
import { useArrivals } from './use-arrivals.ts';

const UNFOLDED = 2;

function Line({ item, over }: Placed) {
  return (
    <Banner
      told={item}
      over={over}
      action={
        over ? null : (
          <span className="announce__acts">
            <FollowButton item={item} />
            <DismissButton item={item} />
          </span>
        )
      }
    />
  );
}

export function Banners({ placed, arrived }: { placed: readonly Placed[]; arrived: readonly CurrentAnnouncement[] }) {
  const t = useT();
  useArrivals(arrived);
  const [first, rest] = [placed.slice(0, UNFOLDED), placed.slice(UNFOLDED)];
  return (
    <>
      {first.map((each) => (
        <Line key={each.item.id} {...each} />
      ))}
      {rest.length === 0 ? null : (
        <details className="announce__rest">
          <summary>{t('announcements.rest', { count: rest.length })}</summary>
          {rest.map((each) => (
            <Line key={each.item.id} {...each} />
          ))}
        </details>
      )}
    </>
  );
}
