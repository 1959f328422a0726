/** What stands at the end of a line one writes among others: up, down, away. */
import { Button } from './button.tsx';
import { IconChevronDown, IconChevronUp, IconX } from './icons.tsx';

type Props = {
  /** Which line, from 0, of how many. */
  readonly at: number;
  readonly of: number;
  readonly labels: { readonly up: string; readonly down: string; readonly remove: string };
  readonly move: (to: number) => void;
  readonly remove: () => void;
};

export function LineActs({ at, of, labels, move, remove }: Props) {
  return (
    <span className="q-option__acts">
      <Button
        kind="quiet"
        small
        icon={<IconChevronUp />}
        aria-label={labels.up}
        disabled={at === 0}
        onClick={() => move(at - 1)}
      />
      <Button
        kind="quiet"
        small
        icon={<IconChevronDown />}
        aria-label={labels.down}
        disabled={at === of - 1}
        onClick={() => move(at + 1)}
      />
      <Button kind="quiet" small icon={<IconX />} aria-label={labels.remove} onClick={remove} />
    </span>
  );
}
