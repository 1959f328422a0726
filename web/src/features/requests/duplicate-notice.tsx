/** What it was closed as a duplicate of, and what was closed as a duplicate of it; each leads to the other. */
import { Link } from '@tanstack/react-router';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { refOf } from './words.ts';

type Tied = RequestView['duplicates'][number];

function Tie({ tied, desk }: { tied: Tied; desk: boolean }) {
  const params = { ref: refOf(tied) };
  const words = (
    <>
      <span className="folio">{tied.folio}</span> {tied.subject}
    </>
  );
  return desk ? (
    <Link to="/atencion/$ref" params={params} search={true as never}>
      {words}
    </Link>
  ) : (
    <Link to="/solicitudes/$ref" params={params}>
      {words}
    </Link>
  );
}

export function DuplicateNotice({ view, desk = false }: { view: RequestView; desk?: boolean }) {
  const t = useT();
  const { duplicateOf, duplicates } = view;
  return (
    <>
      {duplicateOf === null ? null : (
        <Notice kind="info" title={t('requests.duplicate.of')}>
          {duplicateOf.request === null ? (
            t('requests.duplicate.unseen')
          ) : (
            <Tie tied={duplicateOf.request} desk={desk} />
          )}
        </Notice>
      )}
      {duplicates.length === 0 ? null : (
        <Notice kind="info" title={t('requests.duplicate.here', { count: duplicates.length })}>
          <ul className="rq-ties">
            {duplicates.map((tied) => (
              <li key={tied.id}>
                <Tie tied={tied} desk={desk} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
