/** What the starting text cannot know, marked in braces where whoever writes the next version has to say it. */
import type { NoticeTexts } from './notice-rows.ts';

const PLACES: readonly (readonly [keyof NoticeTexts, string, string])[] = [
  [
    'fullEs',
    'con domicilio en las oficinas que ocupa esa dependencia',
    'con domicilio en {calle, número, colonia, código postal y ciudad de la dependencia}',
  ],
  [
    'fullEs',
    'Teléfono de la Mesa de Servicios, donde se le indica cómo localizarla: {phone}.',
    'Domicilio: {calle, número, colonia, código postal y ciudad de la Unidad de Transparencia}. Horario: {días y horas}. Correo: {correo de la Unidad de Transparencia}. Teléfono: {teléfono y extensión}.',
  ],
  ['fullEn', 'at the offices of that agency', 'at {street, number, postal code and city of the agency}'],
  [
    'fullEn',
    'Telephone of the service desk, which tells you how to reach it: {phone}.',
    'Address: {street, number, postal code and city of the Transparency Unit}. Hours: {days and hours}. E-mail: {e-mail address of the Transparency Unit}. Telephone: {telephone and extension}.',
  ],
];

/** The starting text as it is stored, with those places open. */
export function withPlacesOpen(texts: NoticeTexts): NoticeTexts {
  const made: Record<keyof NoticeTexts, string> = { ...texts };
  for (const [of, known, open] of PLACES) made[of] = made[of].replace(known, open);
  return made;
}
