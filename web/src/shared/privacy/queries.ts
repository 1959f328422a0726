/** The privacy notice as pages ask for it. */
import { queryOptions } from '@tanstack/react-query';
import { type PrivacyNoticeView, readPrivacyNotice } from '#contract/privacy.ts';
import { call } from '#web/shared/client.ts';
import type { Locale } from '#web/shared/i18n.ts';

/** Absent: the one in force. */
export const noticeQuery = (version?: string) =>
  queryOptions({
    queryKey: ['privacy-notice', version ?? null],
    queryFn: ({ signal }) => call(readPrivacyNotice, { query: version === undefined ? {} : { version }, signal }),
  });

/** In that language, or in Spanish where nobody wrote it in English. */
export const textsIn = ({ es, en }: PrivacyNoticeView, locale: Locale) =>
  locale === 'en' && en !== null ? { ...en, lang: 'en' } : { ...es, lang: 'es-MX' };
