/** True from the first time it is true. */
import { useRef } from 'react';

export function useOnce(now: boolean): boolean {
  const once = useRef(now);
  once.current ||= now;
  return once.current;
}
