/** What is sent of the answers to the questions of a service, and what is wrong with it. Loaded when a service is chosen. */
import { type Answers, answerTroubles, keptAnswers } from '#contract/forms.ts';
import type { MessageKey, Translate } from '#web/shared/i18n.ts';
import type { ServiceForm } from './service-form.ts';

export const keptOf = ({ form }: ServiceForm, answers: Answers): Answers => keptAnswers(form, answers, 'filing');

type Given = { t: Translate; answers: Answers; uploading: boolean };

/** `uploading`: files may still be on their way, and nothing is said of the questions that wait for them. */
export function wrongOf(asked: ServiceForm, { t, answers, uploading }: Given): Record<string, string> {
  const files = asked.form.filter(({ type }) => type === 'file').map(({ key }) => `answers.${key}`);
  return Object.fromEntries(
    answerTroubles(asked.form, keptOf(asked, answers), 'filing')
      .filter(({ path }) => !(uploading && files.includes(path)))
      .map(({ path, message, limit }) => [path, t(message as MessageKey, { limit: limit ?? 0 })]),
  );
}
