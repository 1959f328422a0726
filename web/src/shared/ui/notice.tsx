/** Something worth knowing, in place. Never beside a summary of errors. */
import type { ReactNode } from 'react';
import { IconCheck, IconInfo, IconWarning } from './icons.tsx';
import { ShapeLate } from './shapes.tsx';

export type NoticeKind = 'info' | 'good' | 'warning' | 'problem';
type Props = {
  kind: NoticeKind;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'status' | 'alert';
};

const PIGMENT = { info: 'c-maya', good: 'c-jade', warning: 'c-cempa', problem: 'c-grana' } as const;
const SIGN = { info: IconInfo, good: IconCheck, warning: IconWarning, problem: ShapeLate } as const;

export function Notice({ kind, title, children, action, role }: Props) {
  const Sign = SIGN[kind];
  return (
    <div className={`notice ${PIGMENT[kind]}`} role={role}>
      <Sign />
      <div>
        {title ? <strong>{title}</strong> : null}
        {title && children ? ' ' : null}
        {children}
      </div>
      {action ? <div className="notice__action">{action}</div> : null}
    </div>
  );
}
