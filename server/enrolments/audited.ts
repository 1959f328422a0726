/** Who opens a signed enrolment, its document or its scan leaves a reading; one that is still written does not: it is no record. */
import type { House } from '../shared/house.ts';
import { noteForm, type OpenedForm } from '../shared/note-form.ts';
import type { Actor } from '../shared/policy.ts';
import { coordinates } from './policy.ts';
import type { Enrolment } from './rows.ts';

type Opened = Pick<OpenedForm, 'what' | 'detailId'> & { readonly form: Pick<Enrolment, 'id' | 'agencyId' | 'folio'> };

export function noteOpened(house: House, actor: Actor, { form, ...opened }: Opened): void {
  if (form.folio === null) return;
  noteForm(house, actor, { id: form.id, isOfTheirs: coordinates(actor, form.agencyId), ...opened });
}
