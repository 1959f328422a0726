/** The files of a message or a request being written, and the buttons that add more. */
import { useId } from 'react';
import { ATTACHMENT_TYPES, ownThumbnail } from '#contract/attachments.ts';
import { useT } from '#web/shared/i18n.ts';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';
import { IconCamera, IconClip } from '#web/shared/ui/icons.tsx';
import type { Item } from './attachment-tray.ts';
import type { Attachments } from './use-attachments.ts';

const ACCEPTED = Object.keys(ATTACHMENT_TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

/**
 * A picture is shown from this machine once the desk has found it harmless in size, or has not been reached; a file found
 * again in a draft is shown from the desk.
 */
function pictureOf({ previewUrl, view, cut }: Item): string | null {
  if (previewUrl !== null) return view !== null || cut ? previewUrl : null;
  return view?.preview === 'ready' && view.scan === 'clean' ? ownThumbnail.path.replace(':id', view.id) : null;
}

export function FilesRow({ files, locked = false }: { files: Attachments; locked?: boolean }) {
  const t = useT();
  if (files.items.length === 0) return null;
  return (
    <ul className="attachments" aria-label={t('requests.files.label')}>
      {files.items.map((item) => (
        <li key={item.key}>
          <AttachmentChip
            name={item.name}
            bytes={item.bytes}
            kind={item.kind}
            progress={item.progress}
            error={item.error}
            previewUrl={pictureOf(item)}
            note={item.view?.scan === 'held' ? t('requests.file.held-own') : null}
            {...(locked ? {} : { onRemove: () => files.remove(item.key) })}
            {...(item.error !== null && item.file !== null ? { onRetry: () => files.retry(item.key) } : {})}
          />
        </li>
      ))}
    </ul>
  );
}

/** `id`: of the box itself, where a summary of errors leads to it. */
type PickerProps = {
  id?: string;
  onFiles: (files: File[]) => void;
  camera?: boolean;
  hint?: boolean;
  iconOnly?: boolean;
};

export function FilePicker({ id: given, onFiles, camera = false, hint = false, iconOnly = false }: PickerProps) {
  const t = useT();
  const id = useId();
  const box = given ?? `${id}f`;
  const take = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    // The same file chosen again is a change again.
    input.value = '';
  };
  return (
    <>
      <span className="rq-pick">
        <input
          id={box}
          type="file"
          multiple
          accept={ACCEPTED}
          className="visually-hidden"
          onChange={(event) => take(event.currentTarget)}
        />
        <label htmlFor={box} className="button button--quiet button--small">
          <IconClip />
          <span className={iconOnly ? 'visually-hidden' : undefined}>{t('requests.files.attach')}</span>
        </label>
      </span>
      {camera ? (
        <span className="rq-pick phone-only">
          <input
            id={`${id}c`}
            type="file"
            accept="image/*"
            capture="environment"
            className="visually-hidden"
            onChange={(event) => take(event.currentTarget)}
          />
          <label htmlFor={`${id}c`} className="button button--quiet button--small">
            <IconCamera />
            {t('requests.files.photo')}
          </label>
        </span>
      ) : null}
      {hint ? <span className="mini sub desktop-only">{t('requests.files.hint')}</span> : null}
    </>
  );
}
