/** Buttons, and links drawn as buttons. */
import { Link, type LinkComponentProps } from '@tanstack/react-router';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';

export type ButtonKind = 'primary' | 'plain' | 'soft' | 'quiet' | 'danger';
type Look = { kind?: ButtonKind; small?: boolean; wide?: boolean; icon?: ReactNode };

const classes = ({ kind = 'plain', small, wide }: Look, alone: boolean, more?: string): string =>
  [
    'button',
    kind === 'plain' ? '' : `button--${kind}`,
    small ? 'button--small' : '',
    wide ? 'button--wide' : '',
    alone ? 'button--icon' : '',
    more ?? '',
  ]
    .filter(Boolean)
    .join(' ');

const Busy = () => (
  <span className="button__busy" aria-hidden="true">
    <span />
    <span />
    <span />
  </span>
);

export type ButtonProps = Look & { busy?: boolean } & ComponentProps<'button'>;

/** `busy` keeps the focus and the width, and swallows a second press. With an icon and no words, give `aria-label`. */
export function Button({ kind, small, wide, icon, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // A busy submit button must not send the form again.
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      className={classes({ kind, small, wide }, icon !== undefined && children === undefined, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={press}
      {...rest}
    >
      {busy ? <Busy /> : icon}
      {children}
    </button>
  );
}

export type LinkButtonProps = Look & Omit<LinkComponentProps<'a'>, 'children'> & { children?: ReactNode };

/** A link of the router that looks like a button: it leads somewhere, it does nothing else. */
export function LinkButton({ kind, small, wide, icon, className, children, ...rest }: LinkButtonProps) {
  const more = typeof className === 'string' ? className : undefined;
  return (
    <Link {...rest} className={classes({ kind, small, wide }, icon !== undefined && children === undefined, more)}>
      {icon}
      {children}
    </Link>
  );
}
