/** When a question is shown, as a sentence: "si «¿Qué falla?» es Tóner o Papel". */
import type { Form, FormField } from '#contract/forms.ts';
import { type Locale, local, type Translate } from '#web/shared/i18n.ts';

export type Systems = readonly { value: string; label: { es: string; en: string } }[];
type Given = { form: Form; systems: Systems; locale: Locale };

/** What may be answered to a question, in words. */
export function answersInWords(t: Translate, field: FormField, { systems, locale }: Omit<Given, 'form'>) {
  if (field.type === 'yes_no')
    return [
      { value: 'yes', label: t('requests.form.yes') },
      { value: 'no', label: t('requests.form.no') },
    ];
  const options = field.source === 'systems' ? systems : field.options;
  return options.map(({ value, label }) => ({ value, label: local(label, locale) }));
}

export function conditionWords(t: Translate, field: FormField, given: Given): string {
  const { form, locale } = given;
  const { shownWhen } = field;
  const other = form.find(({ key }) => key === shownWhen?.key);
  if (!shownWhen || !other) return t('builder.condition.broken');
  const answers = answersInWords(t, other, given).filter(({ value }) => shownWhen.is.includes(value));
  const list = new Intl.ListFormat(locale, { type: 'disjunction' }).format(answers.map(({ label }) => label));
  return t('builder.condition.words', { question: local(other.label, locale), answers: list });
}
