import type { Purpose } from '#contract/canned-replies.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const PURPOSE_WORDS: Readonly<Record<Purpose, MessageKey>> = {
  message: 'console.replies.message',
  ask: 'console.replies.ask',
  resolve: 'console.replies.resolve',
  reject: 'console.replies.reject',
};

/** Where there is no English, the Spanish. */
export const shown = (text: LocalText): LocalText => ({ es: text.es, en: text.en || text.es });
