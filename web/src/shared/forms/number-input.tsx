/** A box for a number that keeps what is typed as it is typed: "12." is on its way to 12.5. */
import { useState } from 'react';
import type { Answer } from '#contract/forms.ts';
import { TextInput, type Wired } from '#web/shared/ui/field.tsx';
import { answerOfTyped } from './number.ts';

type Props = Wired & {
  answer: Answer | undefined;
  onAnswer: (answer: Answer | undefined) => void;
};

export function NumberInput({ answer, onAnswer, ...wired }: Props) {
  const [typed, type] = useState(() => String(answer ?? ''));
  // Changed from outside: a draft taken up again, a form begun anew.
  const shown = answerOfTyped(typed) === answer ? typed : String(answer ?? '');
  return (
    <TextInput
      {...wired}
      className="input--short"
      inputMode="decimal"
      autoComplete="off"
      maxLength={30}
      value={shown}
      onChange={({ currentTarget: { value } }) => {
        type(value);
        onAnswer(answerOfTyped(value));
      }}
    />
  );
}
