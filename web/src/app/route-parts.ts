/** What addresses of the desk are made of: their words, their title, and pages that stand at several. */
import { loadSections, type MessageKey, type Section } from '#web/shared/i18n.ts';
import { page, reached } from './page.ts';

export const words = (...sections: Section[]) => ({ loader: () => reached(() => loadSections(...sections)) });
/** What the tab of the browser says; a page of one request says its folio. */
export const named = (title: MessageKey) => ({ staticData: { title } });

export const capturing = {
  ...named('common.nav.capture'),
  ...words('requests', 'console'),
  component: page(() => import('#web/features/requests/capture-page.tsx'), 'CapturePage'),
};

export const replies = {
  ...named('common.nav.replies'),
  ...words('console'),
  component: page(() => import('#web/features/canned-replies/replies-page.tsx'), 'RepliesPage'),
};
