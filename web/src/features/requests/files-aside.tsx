/** Every picture of the request at a glance, beside its thread. */
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { filesOf, stateOf } from './file-state.ts';
import { FileTile } from './file-tiles.tsx';

export function FilesAside({ view }: { view: RequestView }) {
  const t = useT();
  const pictures = filesOf(view).filter((file) => stateOf(file) === 'picture');
  if (pictures.length === 0) return null;
  return (
    <section className="rq-files">
      <h2>{t('requests.file.title')}</h2>
      <ul>
        {pictures.map((file) => (
          <li key={file.id}>
            <FileTile requestId={view.id} file={file} small />
          </li>
        ))}
      </ul>
    </section>
  );
}
