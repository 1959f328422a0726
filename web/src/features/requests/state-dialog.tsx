/** What a request may become now, one line each: chosen with the arrows and Enter, or with the mouse. */
import type { KeyboardEvent } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { IconChevronRight } from '#web/shared/ui/icons.tsx';

export type StateStep = { readonly words: string; readonly run: () => void };

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll('button')];
  const at = lines.indexOf(document.activeElement as HTMLButtonElement);
  lines[(at + by + lines.length) % lines.length]?.focus();
}

export function StateDialog({ steps, onClose }: { steps: readonly StateStep[]; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open onClose={onClose} title={t('console.state.title')}>
      <ul className="rq-steps" onKeyDown={moveFocus}>
        {steps.map(({ words, run }, index) => (
          <li key={words}>
            <button
              type="button"
              data-first={index === 0 ? '' : undefined}
              onClick={() => {
                onClose();
                run();
              }}
            >
              <span className="grow">{words}</span>
              <IconChevronRight />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
