/** Plantillas: what the desk says often, and one of them to read or to word. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/canned-replies.css';
import { Link, useParams } from '@tanstack/react-router';
import type { CannedReplyView } from '#contract/canned-replies.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { SiftBox, useSifted } from '#web/shared/ui/sift.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { CausesEditor } from './causes-editor.tsx';
import { useReplies } from './queries.ts';
import { ReplyEditor } from './reply-editor.tsx';
import { PURPOSE_WORDS, shown } from './words.ts';

const NEW = 'nueva';
const CAUSES = 'causas';

function Line({ reply, open }: { reply: CannedReplyView; open: boolean }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Link
      to="/plantillas/$id"
      params={{ id: reply.id }}
      className={reply.active ? 'split__line' : 'split__line split__line--over'}
      aria-current={open ? 'page' : undefined}
    >
      <span className="split__name">
        <strong className="clip">{local(shown(reply.name), locale)}</strong>
        {reply.active ? null : <small>{t('console.replies.retired')}</small>}
      </span>
      <span className="split__about clip">
        {t(PURPOSE_WORDS[reply.purpose])} · {local(shown(reply.body), locale)}
      </span>
    </Link>
  );
}

export function RepliesPage() {
  const t = useT();
  const params: { id?: string } = useParams({ strict: false });
  const replies = useReplies();
  const open = params.id;
  const data = replies.data;
  const sifted = useSifted(data?.items ?? [], ({ name }) => `${name.es} ${name.en}`);
  const mayAdd = data !== undefined && (data.addFor === 'every' || data.addFor.length > 0);
  const chosen = data?.items.find((reply) => reply.id === open) ?? null;
  return (
    <SplitPage
      id="replies-title"
      title={t('console.replies.title')}
      open={open}
      label={t('console.replies.one')}
      act={
        mayAdd ? (
          <LinkButton small icon={<IconPlus />} to="/plantillas/$id" params={{ id: NEW }}>
            {t('console.replies.new')}
          </LinkButton>
        ) : null
      }
      list={
        <>
          <LoadTrouble of={replies} />
          {replies.isPending ? <Skeleton rows={6} /> : null}
          {data?.items.length === 0 ? <EmptyState title={t('console.replies.empty')} /> : null}
          <SiftBox of={sifted} label={t('console.replies.sift')} />
          <ul className="split__lines">
            {sifted.found.map((reply) => (
              <li key={reply.id}>
                <Line reply={reply} open={reply.id === open} />
              </li>
            ))}
          </ul>
          {mayAdd ? (
            <p className="replies-causes">
              <LinkButton small to="/plantillas/$id" params={{ id: CAUSES }}>
                {t('console.causes.title')}
              </LinkButton>
            </p>
          ) : null}
        </>
      }
    >
      {open === undefined ? (
        <EmptyState drawing="counter" title={t('console.replies.choose')}>
          <p>{t('console.replies.about')}</p>
        </EmptyState>
      ) : data === undefined ? null : open === CAUSES && mayAdd ? (
        <CausesEditor addFor={data.addFor} />
      ) : open === NEW && mayAdd ? (
        <ReplyEditor key={NEW} reply={null} addFor={data.addFor} />
      ) : chosen ? (
        <ReplyEditor key={chosen.id} reply={chosen} addFor={data.addFor} />
      ) : (
        <EmptyState page drawing="search" title={t('common.not-found.title')}>
          <p>{t('common.not-found.text')}</p>
        </EmptyState>
      )}
    </SplitPage>
  );
}
