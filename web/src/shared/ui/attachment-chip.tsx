/** A file: what it is, how far it went up, what was wrong with it, and how to take it off or try again. */
import type { ReactNode } from 'react';
import { formatSize } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from './button.tsx';
import { IconDownload, IconFile, IconImage, IconRefresh, IconX } from './icons.tsx';

type Props = {
  name: string;
  bytes: number;
  /** Family of its type: `image`, `pdf`… or a media type; it only chooses the sign. */
  kind: string;
  /** From 0 to 1 while it goes up; null or absent when it is there. */
  progress?: number | null;
  error?: string | null;
  previewUrl?: string | null;
  /** Makes the whole chip a link that downloads it. */
  href?: string;
  onRemove?(): void;
  onRetry?(): void;
};

/** The beginning may be cut; the ending, which tells the type, stays in sight. */
function FileName({ name }: { name: string }) {
  const dot = name.lastIndexOf('.');
  const cut = dot > 0 && name.length - dot <= 6 ? Math.max(dot - 2, 1) : name.length;
  return (
    <b className="attachment__name" title={name}>
      <span className="clip">{name.slice(0, cut)}</span>
      {cut < name.length ? <span>{name.slice(cut)}</span> : null}
    </b>
  );
}

function Thumb({ kind, previewUrl }: { kind: string; previewUrl?: string | null }) {
  const picture: ReactNode = kind.startsWith('image') ? <IconImage /> : <IconFile />;
  return <span className="attachment__thumb">{previewUrl ? <img src={previewUrl} alt="" /> : picture}</span>;
}

function Below({ bytes, progress, error, name }: Props) {
  const t = useT();
  const locale = useLocale();
  if (error) return <span role="alert">{error}</span>;
  if (progress === null || progress === undefined)
    return <span className="mini sub num">{formatSize(bytes, locale)}</span>;
  return <progress max={1} value={progress} aria-label={t('common.file.uploading', { name })} />;
}

export function AttachmentChip(props: Props) {
  const { name, kind, progress, error, previewUrl, href, onRemove, onRetry } = props;
  const t = useT();
  const inside = (
    <>
      <Thumb kind={kind} previewUrl={previewUrl} />
      <span className="attachment__words">
        <FileName name={name} />
        <Below {...props} />
      </span>
    </>
  );
  if (href !== undefined) {
    return (
      <a className="attachment" href={href} download={name}>
        {inside}
        <IconDownload />
      </a>
    );
  }
  const going = progress !== null && progress !== undefined && !error;
  return (
    <span className={error ? 'attachment attachment--error' : 'attachment'}>
      {inside}
      <span className="attachment__tools">
        {onRetry && error ? (
          <Button
            kind="quiet"
            small
            icon={<IconRefresh />}
            aria-label={t('common.file.retry', { name })}
            title={t('common.file.retry', { name })}
            onClick={onRetry}
          />
        ) : null}
        {onRemove ? (
          <Button
            kind="quiet"
            small
            icon={<IconX />}
            aria-label={t(going ? 'common.file.cancel' : 'common.file.remove', { name })}
            title={t(going ? 'common.file.cancel' : 'common.file.remove', { name })}
            onClick={onRemove}
          />
        ) : null}
      </span>
    </span>
  );
}
