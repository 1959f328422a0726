/** Words for the closed lists of forms and services, in both languages. */
import type { REQUEST_KINDS } from '#contract/catalogue.ts';
import type { FIELD_FORMATS, FieldType, FormField } from '#contract/forms.ts';
import type { POSITION_LEVELS } from '#contract/service-content.ts';
import type { LocalText } from '#contract/shapes.ts';
import { type MessageKey, translator, type Values } from '#locales/catalogues.ts';

export const TYPE_WORDS: Record<FieldType, MessageKey> = {
  text: 'questions.type.text',
  long_text: 'questions.type.long_text',
  number: 'questions.type.number',
  date: 'questions.type.date',
  date_time: 'questions.type.date_time',
  yes_no: 'questions.type.yes_no',
  choice: 'questions.type.choice',
  several: 'questions.type.several',
  person: 'questions.type.person',
  agency: 'questions.type.agency',
  place: 'questions.type.place',
  phone: 'questions.type.phone',
  link: 'questions.type.link',
  file: 'questions.type.file',
};
export const KIND_WORDS: Record<(typeof REQUEST_KINDS)[number], MessageKey> = {
  incident: 'questions.kind.incident',
  service_request: 'questions.kind.service_request',
  change: 'questions.kind.change',
  access: 'questions.kind.access',
};
export const FORMAT_WORDS: Record<(typeof FIELD_FORMATS)[number], MessageKey> = {
  any: 'questions.format.any',
  digits: 'questions.format.digits',
  mac: 'questions.format.mac',
  email: 'questions.format.email',
};
export const MOMENT_WORDS: Record<FormField['moment'], MessageKey> = {
  filing: 'questions.moment.filing',
  closing: 'questions.moment.closing',
};
export const POSITION_WORDS: Record<(typeof POSITION_LEVELS)[number], MessageKey> = {
  senior: 'questions.position.senior',
  middle: 'questions.position.middle',
  operational: 'questions.position.operational',
};

/** The text of a key in both languages; values that differ between them are given per language. */
export const inBoth = (key: MessageKey, values?: Values | { es: Values; en: Values }): LocalText => {
  const perLanguage = values !== undefined && 'es' in values && typeof values.es === 'object' && 'en' in values;
  const of = (language: 'es' | 'en'): Values | undefined =>
    perLanguage ? (values as { es: Values; en: Values })[language] : (values as Values | undefined);
  return { es: translator('es-MX')(key, of('es')), en: translator('en')(key, of('en')) };
};

export const yesOrNo = (value: boolean): LocalText => inBoth(value ? 'questions.yes' : 'questions.no');

/** Said one after the other. */
export const listed = (texts: readonly LocalText[]): LocalText => ({
  es: texts.map((text) => text.es).join(', '),
  en: texts.map((text) => text.en).join(', '),
});

/** The same words in both languages: a code, a number, a name. */
export const plain = (text: string): LocalText => ({ es: text, en: text });

/** English left empty says what the Spanish says. */
export const whole = (text: LocalText): LocalText => ({ es: text.es, en: text.en === '' ? text.es : text.en });
