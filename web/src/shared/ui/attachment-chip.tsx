/** A file: what it is, how far it went up, what was wrong with it, and how to take it off or try again. */
import { type ReactNode, useState } from 'react';
import { shownName } from '#web/shared/file-name.ts';
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
  /** How it stands, in words. */
  note?: string | null;
  tone?: 'plain' | 'held' | 'infected';
  previewUrl?: string | null;
  /** Makes the whole chip a link that downloads it. */
  href?: string;
  onRemove?(): void;
  onRetry?(): void;
};

/** Whole: a name that is cut is a name that can mislead. */
function FileName({ name }: { name: string }) {
  return <bdi className="attachment__name">{shownName(name)}</bdi>;
}

function Thumb({ kind, previewUrl }: { kind: string; previewUrl?: string | null }) {
  const [broken, breaks] = useState('');
  const picture: ReactNode = kind.startsWith('image') ? <IconImage /> : <IconFile />;
  return (
    <span className="attachment__thumb">
      {previewUrl && previewUrl !== broken ? (
        <img src={previewUrl} alt="" width={48} height={42} onError={() => breaks(previewUrl)} />
      ) : (
        picture
      )}
    </span>
  );
}

function Below({ bytes, progress, error, name, note }: Props) {
  const t = useT();
  const locale = useLocale();
  if (error) return <span role="alert">{error}</span>;
  if (progress === null || progress === undefined)
    return (
      <>
        <span className="mini sub num">{formatSize(bytes, locale)}</span>
        {note ? <span className="attachment__note mini">{note}</span> : null}
      </>
    );
  return <progress max={1} value={progress} aria-label={t('common.file.uploading', { name: shownName(name) })} />;
}

export function AttachmentChip(props: Props) {
  const { kind, progress, error, previewUrl, href, tone = 'plain', onRemove, onRetry } = props;
  const name = shownName(props.name);
  const t = useT();
  const inside = (
    <>
      <Thumb kind={kind} previewUrl={previewUrl} />
      <span className="attachment__words">
        <FileName name={props.name} />
        <Below {...props} />
      </span>
    </>
  );
  if (href !== undefined) {
    return (
      <a className="attachment" href={href} download={props.name}>
        {inside}
        <IconDownload />
      </a>
    );
  }
  const going = progress !== null && progress !== undefined && !error;
  return (
    <span
      className={['attachment', error ? 'attachment--error' : '', tone === 'plain' ? '' : `attachment--${tone}`]
        .filter(Boolean)
        .join(' ')}
    >
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
