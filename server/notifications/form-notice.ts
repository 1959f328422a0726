import type { BellKind } from '#contract/notifications.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { PersonCard } from '../accounts/index.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import { shortFolio } from './letters/page.ts';
import type { NewNotice } from './rows.ts';

/** A line of the bell about a form of the agencies, which opens by its id; none where the reader may not open it. */
export const formNotice = (
  happened: Happened,
  given: {
    kind: BellKind;
    person: Pick<PersonCard, 'id' | 'locale'>;
    form: { folio: string; agencyName: LocalText };
    id: string | null;
    more?: Readonly<Record<string, string>>;
  },
): NewNotice => {
  const { kind, person, form, id } = given;
  const { es, en } = form.agencyName;
  return {
    id: newId(),
    historyId: happened.id,
    personId: person.id,
    kind,
    requestId: null,
    details: {
      ref: null,
      folio: shortFolio(form.folio),
      subject: person.locale === 'en' ? en || es : es,
      by: '',
      side: 'requester',
      more: { ...given.more, ...(id === null ? {} : { id }) },
    },
    at: happened.at,
  };
};
