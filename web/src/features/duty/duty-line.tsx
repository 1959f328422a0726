/** Who is on call now, in the menu of the console: one name, and behind it all of them with their telephones. */
import '#web/styles/duty-line.css';
import { Link } from '@tanstack/react-router';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { IconPhone } from '#web/shared/ui/icons.tsx';
import { Menu } from '#web/shared/ui/menu.tsx';
import { type OnDutyNow, useDutyNow } from './queries.ts';
import { useDates } from './use-dates.ts';

/** What a telephone dials: digits, and the extension after a pause. */
export const dialled = (phone: string): string => {
  const [number = '', extension] = phone.split(/\s*ext\.?\s*/i);
  return `tel:${number.replace(/[^\d+]/g, '')}${extension ? `,${extension.replace(/\D/g, '')}` : ''}`;
};

export function DutyLine() {
  const t = useT();
  const now = useDutyNow();
  const items = now.data?.items ?? [];
  const [first] = items;
  // Where nobody is on call there is nothing to say on every page.
  if (first === undefined) return null;
  return (
    <Menu
      up
      left
      className="duty-line"
      look="duty-line__button"
      label={
        <>
          <IconPhone />
          <span className="clip">{t('console.duty.now', { name: first.person.name })}</span>
          {items.length > 1 ? <span className="n">+{items.length - 1}</span> : null}
        </>
      }
    >
      <div className="duty-line__panel">
        <h3 className="duty-line__title">{t('console.duty.title')}</h3>
        <ul>
          {items.map((item) => (
            <OnDuty key={item.shiftId} item={item} />
          ))}
        </ul>
        <Link to="/guardia" className="duty-line__all">
          {t('console.duty.all')}
        </Link>
      </div>
    </Menu>
  );
}

export function OnDuty({ item }: { item: OnDutyNow['items'][number] }) {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  const { name, initials, photoId } = item.person;
  return (
    <li className="duty-one">
      <Avatar initials={initials} photoId={photoId} small />
      <div className="grow">
        <strong className="clip">{name}</strong>
        <span className="sub small clip">
          {item.teamName === null ? t('console.duty.whole') : local(item.teamName, locale)}
        </span>
        <span className="small">
          <a href={dialled(item.phone)}>{item.phone}</a>
          <span className="sub">{t('console.duty.until', { when: dates.when(item.until) })}</span>
        </span>
      </div>
    </li>
  );
}
