/** The browser's own modal: what lies behind it is out of reach, and the focus comes back to where it was. */
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** What stands for whoever opened it and cannot be focused any more: its like, drawn anew, or the menu it was chosen from. */
const standIn = (before: HTMLElement): HTMLElement | null => {
  const { opens } = before.dataset;
  if (before.isConnected) return before.closest('details:not([open])')?.querySelector('summary') ?? null;
  return opens === undefined ? null : document.querySelector<HTMLElement>(`[data-opens="${CSS.escape(opens)}"]`);
};

/**
 * For a `<dialog>` that is mounted while it is open. `first`: where the focus goes, of the dialog just drawn; what it
 * leaves to the browser is the first control. An opener that may be drawn anew carries `data-opens`.
 */
export function useModal(
  first: (dialog: HTMLDialogElement) => HTMLElement | null,
): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const start = useRef(first);
  // Before the next picture and before the dialog leaves the page: a key pressed at once must find the focus in its place,
  // and what is behind an open modal cannot take it.
  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    if (shown) start.current(shown)?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && document.activeElement !== before) standIn(before)?.focus();
    };
  }, []);
  return dialog;
}
