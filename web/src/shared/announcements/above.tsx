/** What the desk has to say, on every page behind the sign-in. */

import { Banners } from './banners.tsx';
import { useCalm, useCurrent } from './current.ts';
import { useWords } from './use-words.ts';

/** `aria-live` is there before what it says: only then is it read out. */
export default function Above() {
  const { placed, arrived } = useCalm(useCurrent()?.filter(({ dismissed }) => !dismissed));
  const ready = useWords(placed.length + arrived.length > 0);
  return (
    <div aria-live="polite" className="announce-region">
      {ready ? <Banners placed={placed} arrived={arrived} /> : null}
    </div>
  );
}
