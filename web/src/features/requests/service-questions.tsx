/** What the chosen service asks, under its description; and what is new in it, when it changed under the person's hands. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { Answer, Answers } from '#contract/forms.ts';
import { FormFields } from '#web/shared/forms/form-fields.tsx';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import type { AnswerTrays } from './answer-trays.ts';
import { FileAnswer } from './file-answer.tsx';
import type { ServiceForm } from './service-form.ts';

function News({ form, onSeen }: { form: ServiceForm; onSeen: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { news } = form;
  if (news === null) return null;
  const labels = (keys: readonly string[]) =>
    form.form.filter(({ key }) => keys.includes(key)).map(({ label }) => `«${local(label, locale)}»`);
  const list = (names: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  const parts = [
    ['requests.form.news-added', labels(news.added)],
    ['requests.form.news-changed', labels(news.changed)],
    ['requests.form.news-removed', news.removed.map((label) => `«${local(label, locale)}»`)],
  ] as const;
  return (
    <Notice
      kind="warning"
      role="status"
      title={t('requests.form.news')}
      action={
        <Button small onClick={onSeen}>
          {t('requests.form.news-seen')}
        </Button>
      }
    >
      {parts
        .filter(([, names]) => names.length > 0)
        .map(([key, names]) => t(key, { count: names.length, list: list(names) }))
        .join(' ')}
    </Notice>
  );
}

type Props = {
  query: UseQueryResult<ServiceForm>;
  /** Of the ids of the questions. */
  prefix: string;
  answers: Answers;
  faults: Readonly<Record<string, string>>;
  trays: AnswerTrays;
  locked: boolean;
  onAnswer: (key: string, answer: Answer | undefined) => void;
  /** The person has read what is new: they answer this version now. */
  onSeen: (version: number) => void;
};

export function ServiceQuestions({ query, prefix, answers, faults, trays, locked, onAnswer, onSeen }: Props) {
  const t = useT();
  const { data } = query;
  if (!data) return query.isError ? <LoadTrouble of={query} /> : <Skeleton lines={3} />;
  if (data.form.length === 0 && data.news === null) return null;
  return (
    <section className="rq-step rq-questions" aria-labelledby="rq-questions">
      <h2 id="rq-questions">{t('requests.form.title')}</h2>
      <News form={data} onSeen={() => onSeen(data.version)} />
      <FormFields
        form={data.form}
        moment="filing"
        answers={answers}
        faults={faults}
        prefix={prefix}
        onChange={onAnswer}
        files={(field, given) => <FileAnswer field={field} {...given} trays={trays} locked={locked} />}
      />
    </section>
  );
}
