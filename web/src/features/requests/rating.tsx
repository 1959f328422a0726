/** What the requester thought of it: one press says it, a comment may follow; both may be changed for some days. */
import { useId, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Score } from '#web/shared/ui/score.tsx';
import { actText } from './act-text.ts';
import { acts, useAct } from './queries.ts';
import { useMoments } from './use-moments.ts';

const COMMENT_MAX = 1000;

/** Asked only once the solution was settled: before, "does it work?" is the question. */
export function RatingPanel({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const moments = useMoments();
  const title = useId();
  const given = view.satisfaction;
  const [comment, write] = useState(given?.comment ?? '');
  const rating = useAct(reference, (body: { score: number; comment: string }) => acts.rate(view, { body }));
  if (!view.can.rate || given === null || (view.state !== 'closed' && given.score === null)) return null;
  const { score } = given;
  return (
    <section className="rq-rating" aria-labelledby={title}>
      <h2 id={title}>{t('requests.rating.title')}</h2>
      <Score
        label={t('requests.rating.title')}
        value={score}
        busy={rating.isPending}
        onChoose={(next) => rating.mutate({ score: next, comment })}
      />
      <p className="sub" role="status">
        {score === null
          ? t('requests.rating.hint')
          : t('requests.rating.saved', { score, until: given.until === null ? '' : moments.day(given.until) })}
      </p>
      {rating.isError ? (
        <Notice kind="problem" role="alert">
          {actText(t, rating.error)}
        </Notice>
      ) : null}
      {score === null ? null : (
        <form
          className="rq-form"
          onSubmit={(event) => {
            event.preventDefault();
            rating.mutate({ score, comment });
          }}
        >
          <Field label={t('requests.rating.comment')} optional>
            {(wired) => (
              <TextArea
                {...wired}
                rows={2}
                maxLength={COMMENT_MAX}
                value={comment}
                onChange={(event) => write(event.currentTarget.value)}
              />
            )}
          </Field>
          {comment.trim() === given.comment ? null : (
            <p className="rq-rating__foot">
              <Button type="submit" busy={rating.isPending}>
                {t('requests.rating.save')}
              </Button>
            </p>
          )}
        </form>
      )}
    </section>
  );
}
