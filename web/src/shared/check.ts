/** What the contract says of a form, asked in the browser: the same rules and the same sentences as the server's. */
import { type RefObject, useEffect, useRef } from 'react';
import * as v from 'valibot';
import type { MessageKey, Translate } from './i18n.ts';

/** Sentence of each field that does not fit, by its path; empty when everything fits. */
export function faultsOf(t: Translate, schema: v.GenericSchema, value: unknown): Record<string, string> {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (result.success) return {};
  const faults: Record<string, string> = {};
  for (const issue of result.issues) {
    const path = v.getDotPath(issue) ?? '';
    const known = issue.message.startsWith('field.') ? issue.message : 'field.invalid';
    const limit = 'requirement' in issue && typeof issue.requirement === 'number' ? issue.requirement : 0;
    faults[path] ??= t((isMissing(issue) ? 'field.required' : known) as MessageKey, { limit });
  }
  return faults;
}

/** Nothing written at all is missing, not too short. */
const isMissing = (issue: v.BaseIssue<unknown>): boolean =>
  issue.input === '' || ['undefined', 'null', '""'].includes(issue.received);

/** Stands at the first field that does not fit, once its fault is drawn. */
export function standAtFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

/** For a form the server may refuse: once the refusal is drawn, the focus stands at its field. */
export function useStandAtRefusal(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error && form.current) standAtFault(form.current);
  }, [error]);
  return form;
}
