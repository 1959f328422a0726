/** A box to type in with a list under it, for lists too long to look through (ARIA 1.2 combobox with a listbox). */
import '#web/styles/combo-box.css';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Wired } from './field.tsx';
import { TextInput } from './field.tsx';

export type Choice = { value: string; label: string; note?: string };
type Props = Wired & {
  text: string;
  onText: (text: string) => void;
  /** Null: nothing is being looked for. */
  choices: readonly Choice[] | null;
  onChoose: (choice: Choice) => void;
  /** How many were found, or that none were: said aloud as one types. */
  status: string;
  /** The list came down and nothing of it was taken. */
  onLeave: () => void;
};

export function ComboBox({ text, onText, choices, onChoose, status, onLeave, ...wired }: Props) {
  const list = useId();
  const [open, setOpen] = useState(false);
  const [at, stand] = useState(-1);
  const shown = open && choices !== null ? choices : [];
  const choose = (choice: Choice) => {
    onChoose(choice);
    setOpen(false);
    stand(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const standing = shown[at];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      stand((at + step + shown.length) % shown.length);
    } else if (step !== undefined) setOpen(true);
    else if (event.key === 'Enter' && standing) {
      event.preventDefault();
      choose(standing);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div className="combo">
      <TextInput
        {...wired}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown.length > 0}
        aria-controls={shown.length > 0 ? list : undefined}
        aria-activedescendant={shown[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setOpen(true);
          stand(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false);
          onLeave();
        }}
      />
      {shown.length > 0 ? (
        <div className="combo__list" id={list} role="listbox" aria-labelledby={wired.id}>
          {shown.map((choice, index) => (
            // The box keeps the focus: the keyboard's way through the list is the arrow keys above.
            <div
              key={choice.value}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={index === at ? 'combo__option combo__option--on' : 'combo__option'}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(choice);
              }}
            >
              <span>{choice.label}</span>
              {choice.note ? <small>{choice.note}</small> : null}
            </div>
          ))}
        </div>
      ) : null}
      <p className="input-note combo__status" role="status">
        {open ? status : ''}
      </p>
    </div>
  );
}
