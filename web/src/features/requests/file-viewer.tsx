/** One file at a time, as large as the window allows: pictures and first pages, drawn by the desk and never run. */
import '#web/styles/file-viewer.css';
import { type KeyboardEvent, type SyntheticEvent, useId, useRef, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import { shownName } from '#web/shared/file-name.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconArrowLeft, IconArrowRight, IconDownload, IconX } from '#web/shared/ui/icons.tsx';
import { useModal } from '#web/shared/ui/modal.ts';
import { filePaths, isPaper } from './file-state.ts';
import { useMoments } from './use-moments.ts';

type Props = { requestId: string; files: readonly AttachmentView[]; start: AttachmentView; onClose: () => void };
type Sight = 'coming' | 'there' | 'missing';

function Picture({
  requestId,
  file,
  large,
  onSeen,
}: {
  requestId: string;
  file: AttachmentView;
  large: boolean;
  onSeen: (seen: HTMLImageElement) => void;
}) {
  const t = useT();
  const [sight, see] = useState<Sight>('coming');
  const { width, height } = file.previewSize ?? {};
  return (
    <>
      {sight === 'missing' ? <p className="viewer__missing">{t('requests.viewer.missing')}</p> : null}
      <img
        className={large ? 'viewer__picture viewer__picture--large' : 'viewer__picture'}
        src={filePaths(requestId, file).preview}
        alt={shownName(file.name)}
        width={width}
        height={height}
        hidden={sight === 'missing'}
        onLoad={(event) => {
          see('there');
          onSeen(event.currentTarget);
        }}
        onError={() => see('missing')}
      />
      <span className="visually-hidden" role="status">
        {sight === 'coming' ? t('requests.viewer.coming') : ''}
      </span>
    </>
  );
}

export function FileViewer({ requestId, files, start, onClose }: Props) {
  const t = useT();
  const moments = useMoments();
  const heading = useId();
  const stage = useRef<HTMLElement>(null);
  const dialog = useModal(() => stage.current);
  const [index, move] = useState(() =>
    Math.max(
      files.findIndex(({ id }) => id === start.id),
      0,
    ),
  );
  const [large, enlarge] = useState(false);
  const [enlargeable, allow] = useState(false);
  const file = files[index] ?? start;
  const go = (by: 1 | -1) => {
    const next = index + by;
    if (next < 0 || next >= files.length) return;
    move(next);
    enlarge(false);
  };
  const onKey = (event: KeyboardEvent) => {
    // Enlarged, the arrows move over the picture.
    if (large || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowRight') go(1);
    if (event.key === 'ArrowLeft') go(-1);
  };
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-labelledby={heading}
      onCancel={cancel}
      onClose={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKey}
    >
      <header className="viewer__head">
        <div className="viewer__words">
          <h2 id={heading}>
            <bdi>{shownName(file.name)}</bdi>
          </h2>
          <p className="small" aria-live="polite">
            {files.length > 1 ? t('requests.viewer.place', { n: index + 1, count: files.length }) : null}{' '}
            {isPaper(file) ? t('requests.viewer.first-page') : null} {moments.size(file.bytes)}
          </p>
        </div>
        <div className="viewer__tools">
          {enlargeable ? (
            <Button
              kind="quiet"
              small
              aria-pressed={large}
              onClick={() => {
                enlarge(!large);
                stage.current?.focus();
              }}
            >
              {t(large ? 'requests.viewer.fit' : 'requests.viewer.enlarge')}
            </Button>
          ) : null}
          <a className="button button--small" href={filePaths(requestId, file).download} download={file.name}>
            <IconDownload />
            {t('requests.viewer.download')}
          </a>
        </div>
        <Button kind="quiet" small icon={<IconX />} aria-label={t('common.close')} onClick={onClose} />
      </header>
      <section ref={stage} className="viewer__stage" tabIndex={-1} aria-label={t('requests.viewer.stage')}>
        <Picture
          key={file.id}
          requestId={requestId}
          file={file}
          large={large}
          onSeen={(seen) => allow(seen.naturalWidth > seen.clientWidth + 1)}
        />
      </section>
      {files.length > 1 ? (
        <nav className="viewer__steps" aria-label={t('requests.viewer.steps')}>
          <Button
            icon={<IconArrowLeft />}
            disabled={index === 0}
            aria-label={t('requests.viewer.before')}
            onClick={() => go(-1)}
          />
          <Button
            icon={<IconArrowRight />}
            disabled={index === files.length - 1}
            aria-label={t('requests.viewer.next')}
            onClick={() => go(1)}
          />
        </nav>
      ) : null}
    </dialog>
  );
}
