/** What is wrong with one field, under it. */
import type { ReactNode } from 'react';
import { IconWarning } from './icons.tsx';

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <span className="field-error" id={id}>
      <IconWarning />
      <span>{children}</span>
    </span>
  );
}
