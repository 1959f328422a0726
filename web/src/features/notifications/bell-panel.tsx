/** What the bell opens: the latest notices, each with where to read of it. */
import { Link } from '@tanstack/react-router';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { NOTICE_WORDS } from './notice-words.ts';
import { type Notice, useNotices, useReadNotices } from './queries.ts';

export function BellPanel({ unread, close }: { unread: number; close: () => void }) {
  const t = useT();
  const notices = useNotices(true);
  const read = useReadNotices();
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="bell__head">
        <h2>{t('common.bell.title')}</h2>
        {unread > 0 ? (
          <Button small kind="quiet" busy={read.isPending} onClick={() => read.mutate()}>
            {t('common.bell.read')}
          </Button>
        ) : null}
      </div>
      <LoadTrouble of={notices} />
      {notices.isPending ? <Skeleton lines={4} /> : null}
      {notices.data && items.length === 0 ? <p className="bell__empty">{t('common.bell.empty')}</p> : null}
      <ul>
        {items.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} close={close} />
        ))}
      </ul>
      {notices.hasNextPage ? (
        <More onMore={() => void notices.fetchNextPage()} busy={notices.isFetchingNextPage} />
      ) : null}
    </>
  );
}

const DECIDED: readonly Notice['kind'][] = ['request-urgency-asked', 'request-urgency-objected'];

/** What is of no request: of shifts and of what was left. */
const ON_CALL: readonly Notice['kind'][] = ['shift-swapped', 'handover-left'];

/** Where what the notice tells of is read, or decided. */
function pageOf({ kind, side }: Notice) {
  if (DECIDED.includes(kind)) return '/urgencias/$ref';
  return side === 'desk' ? '/atencion/$ref' : '/solicitudes/$ref';
}

/** Where the forms of the agencies are read, or decided. */
const FORM_PAGES: Partial<Record<Notice['kind'], string>> = {
  'enrolment-to-review': '/altas/$id/revision',
  'enrolment-exception-asked': '/altas/excepciones/$id',
  'enrolment-returned': '/altas/$id',
  'enrolment-resolved': '/altas/$id',
  'exception-ending': '/altas/$id',
  'exception-ended': '/altas/$id',
  'deactivation-taken': '/solicitudes',
  'deactivation-dated': '/bajas/$id',
  'deactivation-done': '/bajas/$id',
  'deactivation-held-up': '/bajas/$id',
  'deactivation-called-off': '/bajas/$id',
  'deactivation-lapsed': '/bajas/$id',
};

type Target = { readonly to: string; readonly params?: Readonly<Record<string, string>> };

/** To who moved, and to who follows their requests from then on. */
const MOVED_PAGES: Partial<Record<string, Target>> = { own: { to: '/perfil' }, taken: { to: '/solicitudes' } };

/** Null: there is nothing to open. */
function targetOf(notice: Notice): Target | null {
  const { kind, requestRef, values } = notice;
  if (kind === 'error-reported') return { to: '/administracion/errores' };
  if (kind === 'delegation') return { to: '/perfil' };
  if (kind === 'movement')
    return values.id === undefined
      ? (MOVED_PAGES[values.what ?? ''] ?? null)
      : { to: '/administracion/personas/$id', params: { id: values.id } };
  if (ON_CALL.includes(kind)) return { to: '/guardia' };
  const form = FORM_PAGES[kind];
  if (form !== undefined) return values.id === undefined ? null : { to: form, params: { id: values.id } };
  return requestRef === null ? null : { to: pageOf(notice), params: { ref: requestRef } };
}

function NoticeLine({ notice, close }: { notice: Notice; close: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const { folio = '', subject = '', by = '' } = notice.values;
  const inside = (
    <>
      <span className="strong">
        {notice.read ? null : <span className="unread-dot" />}
        {notice.read ? null : <span className="visually-hidden">{t('common.bell.new')} </span>}{' '}
        {t(NOTICE_WORDS[notice.kind], { ...notice.values, folio, by: by || t('common.bell.desk') })}
      </span>
      <span className="sub small clip">{subject}</span>
      <time className="faint mini" dateTime={notice.at}>
        {formatWhen(new Date(notice.at), { timeZone, locale, now })}
      </time>
    </>
  );
  const target = targetOf(notice);
  return (
    <li>
      {target === null ? (
        <span className="bell__line">{inside}</span>
      ) : (
        <Link className="bell__line" {...(target as { to: '/' })} onClick={close}>
          {inside}
        </Link>
      )}
    </li>
  );
}
