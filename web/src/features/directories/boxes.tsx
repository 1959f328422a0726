/** Boxes of the form of a directory: each knows its place in what is sent, where faults are said. */
import type { ReactNode } from 'react';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import type { Draft } from './draft.ts';

export type Part = {
  readonly draft: Draft;
  readonly change: (next: Partial<Draft>) => void;
  /** By the place of each box. */
  readonly wrong: Record<string, string>;
};

type Props = {
  path: string;
  label: MessageKey;
  hint?: ReactNode;
  optional?: boolean;
  wrong: Record<string, string>;
  value: string;
  onChange: (value: string) => void;
  short?: boolean;
  rows?: number;
  max?: number;
};

export const boxId = (path: string): string => `directory-${path.replaceAll('.', '-')}`;

export function Box({ path, label, hint, optional, wrong, value, onChange, short, rows, max }: Props) {
  const t = useT();
  return (
    <Field id={boxId(path)} label={t(label)} hint={hint} optional={optional ?? false} error={wrong[path] ?? null}>
      {(wired) =>
        rows === undefined ? (
          <TextInput
            {...wired}
            className={short ? 'input--short' : ''}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={max}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <TextArea
            {...wired}
            className="dir-code"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            rows={rows}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
