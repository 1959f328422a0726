/** One notice of the desk: what is the matter, since when, and what one may do about it. */
import type { ReactNode } from 'react';
import type { AnnouncementKind } from '#contract/announcements.ts';
import type { LocalText } from '#contract/shapes.ts';
import { type Locale, local, useLocale, useT } from '../i18n.ts';
import { Notice } from '../ui/notice.tsx';
import { Plain } from './plain.tsx';
import { useTimes, useWhen } from './words.ts';

export const LOOKS = { outage: 'problem', maintenance: 'warning', information: 'info' } as const;

export type Told = {
  readonly kind: AnnouncementKind;
  readonly title: LocalText;
  readonly body: LocalText;
  readonly begins: string;
  readonly until: string | null;
  readonly updates: readonly { readonly at: string; readonly body: LocalText }[];
};

type Props = {
  told: Told;
  /** Of what it says; where it is only looked at, another than the reader's own. */
  locale?: Locale;
  over?: boolean;
  /** All it says, unfolded. */
  whole?: boolean;
  lead?: string;
  /** Instant of the last thing said, where that itself is not shown. */
  said?: string | null;
  action?: ReactNode;
};

export function Banner({ told, locale, over = false, whole = false, lead, said, action }: Props) {
  const t = useT();
  const own = useLocale();
  const times = useTimes();
  const language = locale ?? own;
  const body = local(told.body, language);
  const last = said === undefined ? (told.updates[0]?.at ?? null) : said;
  const more = (
    <>
      {told.updates.map((update) => (
        <Update key={update.at} at={update.at} text={local(update.body, language)} />
      ))}
      {body === '' ? null : <Plain text={body} />}
    </>
  );
  return (
    <Notice kind={LOOKS[told.kind]} action={action}>
      <span className="announce__kind">
        {lead ?? t(over ? 'announcements.over' : `announcements.kind.${told.kind}`)}
      </span>{' '}
      <strong>{local(told.title, language)}</strong>{' '}
      <span className="announce__times">{times({ ...told, said: last })}</span>{' '}
      {body === '' && told.updates.length === 0 ? null : whole ? (
        <div className="announce__more">{more}</div>
      ) : (
        <details className="announce__fold">
          <summary>{t('announcements.more')}</summary>
          <div className="announce__more">{more}</div>
        </details>
      )}
    </Notice>
  );
}

function Update({ at, text }: { at: string; text: string }) {
  const when = useWhen();
  return (
    <div className="announce__update">
      <time dateTime={at}>{when(at)}</time>
      <Plain text={text} />
    </div>
  );
}
