/** Faults by path: for the summary above a form, and for the part of a form that holds some of the fields. */
type Faults = Record<string, string>;

/** `institution.ownerUnit` stands on the page as `<prefix>-institution-ownerUnit`. */
export const listed = (faults: Faults, prefix: string): { id: string; message: string }[] =>
  Object.entries(faults).map(([path, message]) => ({ id: `${prefix}-${path.replaceAll('.', '-')}`, message }));

/** The faults of one part, by the names of its own fields. */
export const under = (part: string, faults: Faults): Faults =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([path, message]) =>
      path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), message]] : [],
    ),
  );
