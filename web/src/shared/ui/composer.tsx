/** The frame in which one writes: what waits for an answer above, files and buttons below; files may be dropped on it. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';

type Props = {
  banner?: ReactNode;
  tabs?: ReactNode;
  textarea: ReactNode;
  attachments?: ReactNode;
  footer: ReactNode;
  tone?: 'plain' | 'waiting' | 'internal';
  onDropFiles?(files: File[]): void;
};

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Enter and leave come for every child too: the depth tells when the pointer is really out. */
function useDropFiles(onDropFiles: ((files: File[]) => void) | undefined) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  if (!onDropFiles) return { over: false, handlers: {} };
  const move = (event: DragEvent, by: number) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => move(event, 1),
    onDragLeave: (event: DragEvent) => move(event, -1),
    onDragOver: (event: DragEvent) => move(event, 0),
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      onDropFiles([...event.dataTransfer.files]);
    },
  };
  return { over, handlers };
}

export function Composer({ banner, tabs, textarea, attachments, footer, tone = 'plain', onDropFiles }: Props) {
  const t = useT();
  const { over, handlers } = useDropFiles(onDropFiles);
  const pigment = tone === 'internal' ? '' : ' c-cempa';
  return (
    <div className={tone === 'plain' ? 'composer' : `composer composer--${tone}`} {...handlers}>
      {tabs ? <div className="composer__tabs">{tabs}</div> : null}
      {banner ? <div className={`composer__banner${pigment}`}>{banner}</div> : null}
      {textarea}
      {attachments ? <div className="composer__attachments">{attachments}</div> : null}
      <div className="composer__foot">{footer}</div>
      {over ? <div className="composer__drop">{t('common.composer.drop')}</div> : null}
    </div>
  );
}
