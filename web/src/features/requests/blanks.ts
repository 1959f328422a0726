/** Words of a template not filled in yet: nobody may read them so. */
import { blanksIn } from '#contract/canned-replies.ts';

export const blanksOf = (text: string): string =>
  blanksIn(text)
    .map((name) => `{${name}}`)
    .join(', ');

/** Stands at the first one with it chosen, so that typing takes its place; false where there is none. */
export function standAtBlank(area: HTMLTextAreaElement | null): boolean {
  const [name] = area === null ? [] : blanksIn(area.value);
  if (area === null || name === undefined) return false;
  const at = area.value.indexOf(`{${name}}`);
  area.focus();
  area.setSelectionRange(at, at + name.length + 2);
  return true;
}
