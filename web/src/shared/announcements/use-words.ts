/** The words of notices, loaded only where there is one; asked for again where they do not come. */
import { useEffect, useState } from 'react';
import { loadSections } from '../i18n.ts';

const AGAIN_MS = 10_000;

export function useWords(wanted: boolean): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!wanted || ready) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = () => {
      loadSections('announcements').then(
        () => setReady(true),
        () => {
          timer = setTimeout(load, AGAIN_MS);
        },
      );
    };
    load();
    return () => clearTimeout(timer);
  }, [wanted, ready]);
  return wanted && ready;
}
