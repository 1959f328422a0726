/** Teams of the desk: who is in them, who leads, who is away and who stands in meanwhile. */
import * as v from 'valibot';

/** Why somebody is away, by kind alone: what ails a person is nobody's to read here. */
export const ABSENCE_KINDS = ['vacation', 'leave', 'commission', 'training', 'other'] as const;
export const AbsenceKind = v.picklist(ABSENCE_KINDS, 'field.choice');
export type AbsenceKind = v.InferOutput<typeof AbsenceKind>;
