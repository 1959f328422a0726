/** A person's photo, or their initials, on a disc with one square corner. The name is said beside it, so it is silent unless given one. */
import { useState } from 'react';

type Props = {
  initials: string;
  photoId?: string | null;
  name?: string;
  tone?: 'requester' | 'desk' | 'plain';
  small?: boolean;
  big?: boolean;
};

const PIGMENT = { requester: 'c-cempa', desk: 'c-jade', plain: '' } as const;

/** A photo that does not come leaves the initials. */
function Face({ initials, photoId }: { initials: string; photoId: string | null }) {
  const [missing, setMissing] = useState<string | null>(null);
  if (photoId === null || missing === photoId) return initials;
  return (
    <img
      src={`/api/photos/${photoId}`}
      alt=""
      width={256}
      height={256}
      loading="lazy"
      decoding="async"
      onError={() => setMissing(photoId)}
    />
  );
}

export function Avatar({ initials, photoId = null, name, tone = 'plain', small, big }: Props) {
  const classes = ['avatar', PIGMENT[tone], small ? 'avatar--small' : '', big ? 'avatar--big' : '']
    .filter(Boolean)
    .join(' ');
  const face = <Face initials={initials} photoId={photoId} />;
  return name ? (
    <span className={classes} role="img" aria-label={name}>
      {face}
    </span>
  ) : (
    <span className={classes} aria-hidden="true">
      {face}
    </span>
  );
}
