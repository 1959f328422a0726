/** The files of a request or a message: a picture to look closer at, or a line to take away. */
import { createContext, useContext } from 'react';
import { type AttachmentView, THUMBNAIL_SIDE } from '#contract/attachments.ts';
import { shownName } from '#web/shared/file-name.ts';
import { useT } from '#web/shared/i18n.ts';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';
import { filePaths, isPaper, stateOf } from './file-state.ts';
import { useMoments } from './use-moments.ts';

/** Opens the viewer at this file; set by the page that has one. */
export const LookCloser = createContext<(file: AttachmentView) => void>(() => undefined);

type One = { requestId: string; file: AttachmentView };

export function FileTile({ requestId, file, small = false }: One & { small?: boolean }) {
  const t = useT();
  const moments = useMoments();
  const look = useContext(LookCloser);
  const name = shownName(file.name);
  const kind = isPaper(file) ? 'paper' : 'picture';
  return (
    <button
      type="button"
      className={small ? 'tile tile--small' : 'tile'}
      aria-label={small ? t('requests.file.look', { name, kind }) : undefined}
      title={name}
      data-opens={`${small ? 'beside' : 'thread'}-${file.id}`}
      onClick={() => look(file)}
    >
      <span className="tile__picture">
        <img
          src={filePaths(requestId, file).thumbnail}
          // Large, its name stands below.
          alt={small ? name : ''}
          width={THUMBNAIL_SIDE}
          height={THUMBNAIL_SIDE}
          loading="lazy"
          decoding="async"
        />
        {isPaper(file) ? <span className="tile__kind">PDF</span> : null}
      </span>
      {small ? null : (
        <span className="tile__words">
          <span className="visually-hidden">{t('requests.file.look', { name: '', kind })}</span>
          <bdi>{name}</bdi>
          <span className="mini sub num">{moments.size(file.bytes)}</span>
        </span>
      )}
    </button>
  );
}

function FileLine({ requestId, file }: One) {
  const t = useT();
  const state = stateOf(file);
  const note = {
    held: 'requests.file.held',
    infected: 'requests.file.infected',
    drawing: 'requests.file.drawing',
  } as const;
  const said = state === 'held' || state === 'infected' || state === 'drawing' ? t(note[state]) : null;
  const open = state === 'drawing' || state === 'plain';
  return (
    <AttachmentChip
      name={file.name}
      bytes={file.bytes}
      kind={file.kind}
      note={said}
      tone={state === 'held' || state === 'infected' ? state : 'plain'}
      {...(open ? { href: filePaths(requestId, file).download } : {})}
    />
  );
}

export function FileTiles({ requestId, files }: { requestId: string; files: readonly AttachmentView[] }) {
  // Apart: a line beside a picture leaves holes.
  const pictures = files.filter((file) => stateOf(file) === 'picture');
  const lines = files.filter((file) => stateOf(file) !== 'picture');
  return (
    <>
      {pictures.length === 0 ? null : (
        <ul className="attachments">
          {pictures.map((file) => (
            <li key={file.id} className="attachments__picture">
              <FileTile requestId={requestId} file={file} />
            </li>
          ))}
        </ul>
      )}
      {lines.length === 0 ? null : (
        <ul className="attachments">
          {lines.map((file) => (
            <li key={file.id}>
              <FileLine requestId={requestId} file={file} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
