/** What the service asks, answered by the desk for whoever called: the same questions that person would be asked. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { Refused } from '#web/shared/client.ts';
import { answerId } from '#web/shared/forms/answer-id.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useAnswerTrays } from './answer-trays.ts';
import type { useCaptureDraft } from './capture-draft.ts';
import { keptOf, wrongOf } from './filing-answers.ts';
import { formChanged, type ServiceForm, serviceFormQuery, useServiceForm } from './service-form.ts';
import { ServiceQuestions } from './service-questions.tsx';

const PREFIX = 'capture-answer';

type Kept = Pick<ReturnType<typeof useCaptureDraft>, 'draft' | 'now' | 'write' | 'answer'>;

export function useCaptureQuestions({ draft, now, write, answer }: Kept) {
  const t = useT();
  const locale = useLocale();
  const client = useQueryClient();
  const { serviceId, formVersion, answers } = draft.content;
  const keep = useRef(write);
  keep.current = write;
  const begin = useCallback((version: number) => keep.current({ formVersion: version }), []);
  const query = useServiceForm({ serviceId, since: formVersion, onBegin: begin });
  const trays = useAnswerTrays({
    start: (key) => {
      const ids = answers[key];
      return Array.isArray(ids) ? draft.answerFiles.filter(({ id }) => ids.includes(id)) : [];
    },
    keep: (key, ready) => answer(key, ready.length === 0 ? undefined : ready.map(({ id }) => id), ready),
  });
  const form = serviceId === null ? undefined : query.data;
  /** As of this instant: they may have come since the page was drawn. */
  const here = (): ServiceForm | undefined => {
    const { content } = now();
    if (content.serviceId === null) return undefined;
    return client.getQueryData(serviceFormQuery(content.serviceId, content.formVersion).queryKey);
  };
  return {
    ...{ query, trays, begin },
    /** Nothing is sent before its questions came: what was answered would be lost, and what is missing have no name. */
    arrived: async (): Promise<boolean> => {
      const { content } = now();
      if (content.serviceId === null) return true;
      return client.ensureQueryData(serviceFormQuery(content.serviceId, content.formVersion)).then(
        () => true,
        () => false,
      );
    },
    /** As they are sent. */
    sent: () => {
      const asked = here();
      return { answers: asked ? keptOf(asked, now().content.answers) : {}, formVersion: asked?.version ?? null };
    },
    wrong: (): Record<string, string> => {
      const asked = here();
      return asked ? wrongOf(asked, { t, answers: now().content.answers, uploading: false }) : {};
    },
    /** Where the summary of errors leads, and what it calls it; undefined: none of its questions. */
    fieldAt: (path: string): readonly [id: string, name: string] | undefined => {
      const field = form?.form.find(({ key }) => path === `answers.${key}`);
      return field && [answerId(PREFIX, field.key), local(field.label, locale)];
    },
    /** After a refusal: the questions may be others by now. */
    refused: (error: unknown) => {
      if (error instanceof Refused && error.problem.code === 'form.changed') void formChanged(client, serviceId);
    },
  };
}

type Props = Pick<Kept, 'draft' | 'answer'> & {
  asked: ReturnType<typeof useCaptureQuestions>;
  faults: Readonly<Record<string, string>>;
  locked: boolean;
};

export function CaptureQuestions({ draft, answer, asked, faults, locked }: Props) {
  const { serviceId, answers } = draft.content;
  if (serviceId === null) return null;
  return (
    <ServiceQuestions
      key={serviceId}
      query={asked.query}
      prefix={PREFIX}
      answers={answers}
      faults={faults}
      trays={asked.trays}
      locked={locked}
      onAnswer={answer}
      onSeen={asked.begin}
    />
  );
}
