/** The questions on the screen: which is open, what was just taken away, and where the focus goes after each act. */
import { useRef, useState } from 'react';
import type { FieldType, Form, FormField } from '#contract/forms.ts';
import { added, duplicated, edited, type Known, moved, removed, restored, retyped } from './questions.ts';

/** A question keeps its slot while its key and its place change, so that its card stays the same card. */
type Gone = { field: FormField; slot: number; index: number };

const focusSoon = (find: () => HTMLElement | null | undefined): void => {
  requestAnimationFrame(() => find()?.focus());
};
export const labelId = (slot: number): string => `q${slot}-label.es`;
export const titleId = (slot: number): string => `q${slot}-title`;

export function useQuestions(given: { form: Form; known: Known; onChange: (form: Form) => void }) {
  const { form, known, onChange } = given;
  const next = useRef(form.length);
  const [slots, setSlots] = useState<readonly number[]>(() => form.map((_, index) => index));
  const [open, setOpen] = useState<number | null>(null);
  const [gone, setGone] = useState<Gone | null>(null);
  const [said, say] = useState<{ field: FormField; place: number } | null>(null);
  // Somebody else's draft was taken, or a version restored: other questions, other cards.
  if (slots.length !== form.length) setSlots(form.map(() => next.current++));

  const putSlot = (index: number, slot: number) => setSlots([...slots.slice(0, index), slot, ...slots.slice(index)]);
  /** `fields`: the form with one question more at that place. */
  const insert = (index: number, fields: Form) => {
    if (fields === form) return;
    const slot = next.current++;
    putSlot(index, slot);
    setOpen(slot);
    onChange(fields);
    focusSoon(() => document.getElementById(labelId(slot)));
  };
  /** A new one comes after the one that is open, else at the end. */
  const place = open === null || !slots.includes(open) ? form.length : slots.indexOf(open) + 1;
  const remove = (index: number) => {
    const [field, slot] = [form[index], slots[index]];
    if (!field || slot === undefined) return;
    setSlots(slots.filter((_, at) => at !== index));
    setGone({ field, slot, index });
    onChange(removed(form, index));
    focusSoon(() => document.getElementById('questions-undo'));
  };
  const undo = () => {
    if (gone === null) return;
    putSlot(gone.index, gone.slot);
    onChange(restored(form, gone.index, gone.field));
    setGone(null);
    focusSoon(() => document.getElementById(titleId(gone.slot)));
  };
  const move = (from: number, to: number) => {
    const [field, fields] = [form[from], moved(form, from, to)];
    if (!field || fields === form) return;
    setSlots(slotMoved(slots, from, to));
    onChange(fields);
    say({ field, place: to + 1 });
    // A card put elsewhere in the page loses the focus that stood in it.
    const before = document.activeElement;
    focusSoon(() => (before instanceof HTMLElement && before !== document.body ? before : null));
  };
  return {
    ...{ slots, open, gone, said, remove, undo, move, show: showIn(slots, setOpen) },
    ...{
      toggle: (slot: number) => setOpen(open === slot ? null : slot),
      add: (type: FieldType) => insert(place, added(form, place, type)),
      duplicate: (index: number) => insert(index + 1, duplicated(form, index)),
      edit: (index: number, patch: Partial<FormField>) => onChange(edited(form, { index, patch, known })),
      retype: (index: number, type: FieldType) => onChange(retyped(form, index, type)),
    },
  };
}

function slotMoved(slots: readonly number[], from: number, to: number): number[] {
  const rest = slots.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...slots.slice(from, from + 1), ...rest.slice(to)];
}

/** Opens a question and stands at the part of it that a path names. */
const showIn = (slots: readonly number[], setOpen: (slot: number) => void) => (index: number, part: string) => {
  const slot = slots[index];
  if (slot === undefined) return;
  setOpen(slot);
  focusSoon(() => document.getElementById(`q${slot}-${part}`) ?? document.getElementById(labelId(slot)));
};

export type Questions = ReturnType<typeof useQuestions>;
