/** Gives the pieces of a page a way to look at a file; the viewer itself is loaded when somebody first does. */
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestView } from '#contract/requests.ts';
import { filesOf, stateOf } from './file-state.ts';
import { LookCloser } from './file-tiles.tsx';

const FileViewer = lazy(async () => ({ default: (await import('./file-viewer.tsx')).FileViewer }));

export function FileViewing({ view, children }: { view: RequestView; children: ReactNode }) {
  const [looked, look] = useState<AttachmentView | null>(null);
  const close = useCallback(() => look(null), []);
  const pictures = filesOf(view).filter((file) => stateOf(file) === 'picture');
  return (
    <LookCloser.Provider value={look}>
      {children}
      {looked === null ? null : (
        <Suspense fallback={null}>
          <FileViewer requestId={view.id} files={pictures} start={looked} onClose={close} />
        </Suspense>
      )}
    </LookCloser.Provider>
  );
}
