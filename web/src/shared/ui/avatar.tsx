/** Initials on a disc with one square corner. Its name is said beside it, so it is silent unless given one. */
type Props = { initials: string; name?: string; tone?: 'requester' | 'desk' | 'plain'; small?: boolean; big?: boolean };

const PIGMENT = { requester: 'c-cempa', desk: 'c-jade', plain: '' } as const;

export function Avatar({ initials, name, tone = 'plain', small, big }: Props) {
  const classes = ['avatar', PIGMENT[tone], small ? 'avatar--small' : '', big ? 'avatar--big' : '']
    .filter(Boolean)
    .join(' ');
  return name ? (
    <span className={classes} role="img" aria-label={name}>
      {initials}
    </span>
  ) : (
    <span className={classes} aria-hidden="true">
      {initials}
    </span>
  );
}
