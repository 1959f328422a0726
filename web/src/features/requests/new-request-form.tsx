/** The form of a new request, in its own shell: fields, files, draft and sending. */
import { type FormEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { FocusShell } from '#web/app/shell/focus-shell.tsx';
import { KnownTrouble } from '#web/shared/announcements/late.tsx';
import { answerId } from '#web/shared/forms/answer-id.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useAnswerTrays } from './answer-trays.ts';
import { AreaChoice } from './area-choice.tsx';
import { DescribeFields } from './describe-fields.tsx';
import type { Draft, DraftContent } from './draft.ts';
import { DraftFound, DraftStatus } from './draft-status.tsx';
import { FilingFooter, FilingNotice } from './filing-notices.tsx';
import { PlaceFields } from './place-fields.tsx';
import { useCatalogue } from './queries.ts';
import { type ServiceForm, useServiceForm } from './service-form.ts';
import { UrgencyStep } from './urgency-step.tsx';
import { useAttachments } from './use-attachments.ts';
import { useDraft } from './use-draft.ts';
import { useFiling } from './use-filing.ts';
import { usePageFiles } from './use-page-files.ts';
import { WhoseStep } from './whose-step.tsx';

/** Field of each path of the contract: where the summary of errors leads, and what it calls it. */
const FIELDS: Readonly<Record<string, readonly [id: string, label: MessageKey]>> = {
  subject: ['rq-subject', 'requests.new.subject'],
  description: ['rq-description', 'requests.new.description'],
  areaId: ['rq-area', 'requests.filter.area'],
  serviceId: ['rq-service', 'requests.new.service'],
  attachments: ['rq-description', 'requests.files.label'],
  'place.building': ['rq-building', 'requests.place.building'],
  'place.floor': ['rq-floor', 'requests.place.floor'],
  'place.office': ['rq-office', 'requests.place.office'],
  'place.phone': ['rq-phone', 'requests.place.phone'],
  'urgency.stops': ['rq-urgency-stops', 'requests.urgency.stops'],
  'urgency.affects': ['rq-urgency-affects', 'requests.urgency.affects'],
  'urgency.neededBy': ['rq-urgency-neededBy', 'requests.urgency.needed-by'],
  'urgency.alternative': ['rq-urgency-alternative', 'requests.urgency.alternative'],
  'urgency.meanwhile': ['rq-urgency-meanwhile', 'requests.urgency.meanwhile'],
};
const OTHER = ['rq-subject', 'requests.new.subject'] as const;
const ANSWERS = 'rq-answer';

/** Most of what a form is made of comes once the page stands; few wait for it by the time they have chosen a service. */
const questionsPart = () => import('./service-questions.tsx');
const ServiceQuestions = lazy(async () => ({ default: (await questionsPart()).ServiceQuestions }));

/** Where the summary of errors leads, and what it calls it. */
function useErrors(faults: Record<string, string>, form: ServiceForm | undefined) {
  const t = useT();
  const locale = useLocale();
  return Object.entries(faults).map(([path, message]) => {
    const field = form?.form.find(({ key }) => path === `answers.${key}`);
    if (field) return { id: answerId(ANSWERS, field.key), name: local(field.label, locale), message };
    const [id, label] = FIELDS[path] ?? OTHER;
    return { id, name: t(label), message };
  });
}

/** The answers of the draft, and the questions they answer. */
function useQuestionsOf({ draft, keeper }: Pick<ReturnType<typeof useDraft>, 'draft' | 'keeper'>) {
  const { serviceId, formVersion } = draft.content;
  useEffect(() => {
    Promise.all([questionsPart(), import('./filing-answers.ts')]).catch(() => undefined);
  }, []);
  const begin = useCallback((version: number) => keeper.change({ formVersion: version }), [keeper]);
  const query = useServiceForm({ serviceId, since: formVersion, onBegin: begin });
  const trays = useAnswerTrays({
    start: (key) => {
      const ids = draft.content.answers[key];
      return Array.isArray(ids) ? draft.answerFiles.filter(({ id }) => ids.includes(id)) : [];
    },
    keep: (key, ready) => keeper.answer(key, ready.length === 0 ? undefined : ready.map(({ id }) => id), ready),
  });
  return { query, trays, begin };
}

type Props = { personId: string; start: Draft; found: boolean };

export function NewRequestForm({ personId, start, found }: Props) {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  const catalogue = useCatalogue();
  const { draft, saved, keeper } = useDraft(personId, start);
  const files = useAttachments(start.attachments, (ready) => keeper.change({}, ready));
  const { query, trays, begin } = useQuestionsOf({ draft, keeper });
  const all = useMemo(
    () => ({
      ready: files.ready,
      settle: async () => (await Promise.all([files.settle(), trays.settle()])).every(Boolean),
    }),
    [files.ready, files.settle, trays],
  );
  const filing = useFiling(keeper, all);
  const [foundShown, showFound] = useState(found && !start.sending);
  const hovering = usePageFiles(files.add, (n) => t('requests.files.pasted', { n }), !filing.locked);
  const { content } = draft;
  const { faults } = filing;
  const errors = useErrors(faults, query.data);
  const change = (patch: Partial<DraftContent>) => {
    const other = patch.serviceId !== undefined && patch.serviceId !== content.serviceId;
    keeper.change(other ? { ...patch, formVersion: null } : patch);
    filing.forget(Object.keys(patch));
  };

  const choosePrincipal = useCallback((principalId: string | null) => keeper.change({ principalId }), [keeper]);

  // Several are led to by their summary; one alone is stood at. Only as a sending ends, never while one mends.
  const only = useRef<string | undefined>(undefined);
  only.current = errors.length === 1 ? errors[0]?.id : undefined;
  useEffect(() => {
    if (filing.attempt > 0 && only.current !== undefined) document.getElementById(only.current)?.focus();
  }, [filing.attempt]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void filing.send();
  };
  const startAgain = () => {
    keeper.startAgain();
    files.reset();
    showFound(false);
    document.getElementById('rq-subject')?.focus();
  };

  return (
    <FocusShell
      productName={productName}
      governmentName={governmentName}
      closeTo="/solicitudes"
      status={<DraftStatus saved={saved} />}
      footer={<FilingFooter catalogue={catalogue.data} content={content} filing={filing} />}
    >
      <form id="rq-form" className="rq-new" onSubmit={submit} onBlur={() => void keeper.toServer()} noValidate>
        <h1>{t('requests.new.title')}</h1>
        {foundShown ? <DraftFound at={start.at} onStartAgain={startAgain} /> : null}
        {errors.length > 1 ? <ErrorSummary key={filing.attempt} errors={errors} /> : null}
        <FilingNotice filing={filing} />
        <fieldset className="rq-new__all" disabled={filing.locked}>
          <WhoseStep value={content.principalId} error={faults.principalId ?? null} onChange={choosePrincipal} />
          <DescribeFields content={content} faults={faults} files={files} locked={filing.locked} onChange={change} />
          <AreaChoice catalogue={catalogue} content={content} faults={faults} onChange={change} />
          <KnownTrouble
            choice={{
              areaId: content.areaId,
              serviceId: content.serviceId,
              catalogue: catalogue.data,
              answers: content.answers,
            }}
          />
          {content.serviceId === null ? null : (
            <Suspense fallback={<Skeleton lines={3} />}>
              <ServiceQuestions
                key={content.serviceId}
                query={query}
                prefix={ANSWERS}
                answers={content.answers}
                faults={faults}
                trays={trays}
                locked={filing.locked}
                onAnswer={(key, answer) => {
                  keeper.answer(key, answer);
                  filing.forget([`answers.${key}`]);
                }}
                onSeen={begin}
              />
            </Suspense>
          )}
          <PlaceFields
            place={content.place}
            faults={faults}
            onChange={(place) => {
              change({ place });
              filing.forget(['place.building', 'place.floor', 'place.office', 'place.phone']);
            }}
          />
          <UrgencyStep
            content={content}
            faults={faults}
            onChange={(urgency) => {
              change({ urgency });
              filing.forget(Object.keys(faults).filter((path) => path.startsWith('urgency.')));
            }}
          />
        </fieldset>
        <DataNotice of="request" />
      </form>
      {hovering ? <div className="rq-drop">{t('requests.files.drop')}</div> : null}
    </FocusShell>
  );
}
