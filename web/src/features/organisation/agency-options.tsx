/** Agencies to choose from, in the order of the tree and as deep as they stand in it. */
import type { AgencyNode } from '#contract/organisation.ts';
import { local, useLocale } from '#web/shared/i18n.ts';
import { inTreeOrder } from './tree.ts';

/** As wide as a letter: a list of the browser shows no other indentation. */
const STEP = '\u2003';

export function AgencyOptions({ of }: { of: readonly AgencyNode[] }) {
  const locale = useLocale();
  return inTreeOrder(of).map(({ agency: { id, acronym, name }, depth }) => (
    <option key={id} value={id}>
      {STEP.repeat(depth)}
      {acronym} · {local(name, locale)}
    </option>
  ));
}
