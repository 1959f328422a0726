/** What the forms of the doors share. */
export type FieldErrors = Record<string, string>;

/** For the summary: where each field stands on the page. */
export const listed = (errors: FieldErrors, prefix: string): { id: string; message: string }[] =>
  Object.entries(errors).map(([path, message]) => ({ id: `${prefix}-${path}`, message }));

export const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
