/** Who opens a deactivation, its document or its scan leaves a reading. */
import type { House } from '../shared/house.ts';
import { noteForm, type OpenedForm } from '../shared/note-form.ts';
import type { Actor } from '../shared/policy.ts';
import { speaksFor } from './policy.ts';

type Opened = Pick<OpenedForm, 'what' | 'detailId'> & {
  readonly form: { readonly id: string; readonly agencyId: string };
};

export const noteOpened = (house: House, actor: Actor, { form, ...opened }: Opened): void =>
  noteForm(house, actor, { id: form.id, isOfTheirs: speaksFor(actor, form.agencyId), ...opened });
