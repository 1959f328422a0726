import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

/** What was typed, once the fingers rest: nobody asks the server at each key. */
export function useRested(text: string): string {
  const [rested, rest] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => rest(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
