/** Whether somebody is in the middle of writing. */
import { useEffect, useState } from 'react';

const NOT_WRITTEN = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'];

const isTyping = (): boolean => {
  const at = document.activeElement;
  if (at instanceof HTMLInputElement) return !NOT_WRITTEN.includes(at.type);
  return at instanceof HTMLTextAreaElement || (at instanceof HTMLElement && at.isContentEditable);
};

/** Over when the field is left for something that is none. */
export function useTyping(): boolean {
  const [typing, setTyping] = useState(isTyping);
  useEffect(() => {
    const look = () => setTyping(isTyping());
    // The next field has the focus only after this one lost it.
    const left = () => setTimeout(look);
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', left);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', left);
    };
  }, []);
  return typing;
}
