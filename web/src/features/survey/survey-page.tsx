/** The survey of a letter: no session is needed, and nothing is said before somebody presses "send" here. */
import '#web/styles/accounts.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import * as v from 'valibot';
import { answerSurvey, lookAtSurvey, Score as ScoreShape } from '#contract/requests.ts';
import { OneTimeToken } from '#contract/shapes.ts';
import { GateShell } from '#web/app/shell/gate-shell.tsx';
import { call, Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Score } from '#web/shared/ui/score.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';

/** `#<secret>.<figure pressed>`: read once, then taken from the address bar. */
function useLink(): { token: string; score: number | null } {
  const [link] = useState(() => {
    const [token = '', figure] = location.hash.slice(1).split('.');
    if (token !== '') history.replaceState(history.state, '', location.pathname);
    const score = Number(figure);
    return { token, score: v.is(ScoreShape, score) ? score : null };
  });
  return link;
}

function Door({ children }: { children: ReactNode }) {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  return (
    <GateShell
      productName={productName}
      governmentName={governmentName}
      headline={t('auth.cover.headline')}
      text={t('auth.cover.text')}
    >
      {children}
    </GateShell>
  );
}

const isSpent = (error: unknown): boolean => error instanceof Refused && error.problem.code === 'token.spent';

function Spent({ whole }: { whole: boolean }) {
  const t = useT();
  return (
    <Door>
      <h1>{t(whole ? 'requests.survey.spent' : 'requests.survey.broken')}</h1>
      <p>{t(whole ? 'requests.survey.spent-text' : 'requests.survey.broken-text')}</p>
      <LinkButton to="/solicitudes">{t('requests.missing.back')}</LinkButton>
    </Door>
  );
}

export function SurveyPage() {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const { token, score: pressed } = useLink();
  const [score, choose] = useState(pressed);
  const [comment, write] = useState('');
  const [missing, miss] = useState(false);
  const whole = v.is(OneTimeToken, token);
  const looking = useQuery({
    queryKey: ['survey', token],
    queryFn: ({ signal }) => call(lookAtSurvey, { body: { token }, signal }),
    enabled: whole,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const sending = useMutation({
    mutationFn: (given: number) => call(answerSurvey, { body: { token, score: given, comment } }),
    retry: false,
    networkMode: 'always',
  });
  const day = (iso: string) => formatDay(new Date(iso), { timeZone, locale, now });

  if (sending.data)
    return (
      <Door>
        <h1>{t('requests.survey.done')}</h1>
        <p>{t('requests.survey.done-text', { score: sending.data.score, until: day(sending.data.until) })}</p>
        <LinkButton kind="primary" to="/solicitudes/$ref" params={{ ref: sending.data.ref }}>
          {t('requests.survey.open')}
        </LinkButton>
      </Door>
    );
  if (!whole || isSpent(looking.error) || isSpent(sending.error)) return <Spent whole={whole} />;
  return (
    <Door>
      <h1>{t('requests.rating.title')}</h1>
      {looking.data ? (
        <p>
          <Folio folio={looking.data.folio} short /> {looking.data.subject}
        </p>
      ) : looking.isError ? (
        <Notice
          kind="problem"
          role="alert"
          action={<Button onClick={() => void looking.refetch()}>{t('requests.trouble.again')}</Button>}
        >
          {faultText(t, looking.error)}
        </Notice>
      ) : (
        <Skeleton lines={1} />
      )}
      <form
        className="survey"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          miss(score === null);
          if (score !== null && !sending.isPending) sending.mutate(score);
        }}
      >
        <Score label={t('requests.rating.title')} value={score} busy={sending.isPending} onChoose={choose} />
        {missing && score === null ? (
          <Notice kind="problem" role="alert">
            {t('requests.survey.choose')}
          </Notice>
        ) : null}
        <Field label={t('requests.rating.comment')} optional>
          {(wired) => (
            <TextArea
              {...wired}
              rows={3}
              maxLength={1000}
              value={comment}
              onChange={(event) => write(event.currentTarget.value)}
            />
          )}
        </Field>
        {sending.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, sending.error)}
          </Notice>
        ) : null}
        <DataNotice of="survey" />
        <Button kind="primary" type="submit" busy={sending.isPending}>
          {t('requests.survey.send')}
        </Button>
      </form>
    </Door>
  );
}
