/** Registrar por otra persona: what somebody said by telephone, at the counter or in an oficio becomes their request. */
import '#web/styles/requests.css';
import '#web/styles/requests-new.css';
import '#web/styles/forms.css';
import '#web/styles/capture.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { captureRequest } from '#contract/requests.ts';
import { faultsOf } from '#web/shared/check.ts';
import { call } from '#web/shared/client.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { AreaChoice } from './area-choice.tsx';
import { type CaptureDraft, useCaptureDraft } from './capture-draft.ts';
import { OriginFields } from './capture-origin.tsx';
import { CaptureQuestions, useCaptureQuestions } from './capture-questions.tsx';
import { WhomField } from './capture-whom.tsx';
import { DescribeFields } from './describe-fields.tsx';
import type { DraftContent } from './draft.ts';
import { PlaceFields } from './place-fields.tsx';
import { requestKeys, useCatalogue } from './queries.ts';
import { useAttachments } from './use-attachments.ts';
import { usePageFiles } from './use-page-files.ts';
import { refOf } from './words.ts';

/** Field of each path of the contract: where the summary of errors leads, and what it calls it. */
const FIELDS: Readonly<Record<string, readonly [id: string, label: MessageKey]>> = {
  requesterId: ['capture-whom', 'console.capture.whom'],
  'origin.number': ['capture-number', 'console.capture.number'],
  'origin.date': ['capture-date', 'console.capture.date'],
  'origin.scanId': ['capture-scan', 'console.capture.scan'],
  areaId: ['rq-area', 'requests.filter.area'],
  serviceId: ['rq-service', 'requests.new.service'],
  description: ['rq-description', 'requests.new.description'],
};
const OTHER = ['rq-subject', 'requests.new.subject'] as const;

type Sent = ReturnType<ReturnType<typeof useCaptureQuestions>['sent']>;

const bodyOf = (
  { whom, origin, number, date, scanId, content: { principalId: _, ...content } }: CaptureDraft,
  { attachments, sent }: { attachments: string[]; sent: Sent },
) => ({
  draftId: null,
  ...content,
  ...sent,
  // Whoever asks for urgency says why themselves, in the request.
  urgency: null,
  areaId: content.areaId ?? '',
  requesterId: whom?.id ?? '',
  attachments,
  origin:
    origin === 'official_letter'
      ? { kind: origin, number, date, scanId: scanId || (attachments.length === 1 ? (attachments[0] ?? '') : '') }
      : { kind: origin },
});

export function CapturePage() {
  const t = useT();
  const client = useQueryClient();
  const { person } = useSession();
  const catalogue = useCatalogue();
  const files = useAttachments([]);
  const kept = useCaptureDraft(person.id);
  const { draft, change, write, clear } = kept;
  const asked = useCaptureQuestions(kept);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [attempt, tried] = useState(0);
  const hovering = usePageFiles(files.add, (n) => t('requests.files.pasted', { n }));
  const sending = useMutation({
    mutationFn: (attachments: string[]) =>
      call(captureRequest, { body: bodyOf(kept.now(), { attachments, sent: asked.sent() }), key: draft.key }),
    retry: false,
    networkMode: 'always',
    onSuccess: () => {
      clear();
      files.reset();
      setFaults({});
      return client.invalidateQueries({ queryKey: requestKeys.lists });
    },
    onError: (error) => {
      asked.refused(error);
      setFaults(fieldErrors(t, error));
      tried((before) => before + 1);
    },
  });
  const errors = Object.entries(faults).map(([path, message]) => {
    const [answerField, question] = asked.fieldAt(path) ?? [];
    const [id, label] = FIELDS[path] ?? OTHER;
    return { id: answerField ?? id, name: question ?? t(label), message };
  });
  const first = useRef<string | undefined>(undefined);
  first.current = errors.length === 1 ? errors[0]?.id : undefined;
  useEffect(() => {
    if (attempt > 0 && first.current !== undefined) document.getElementById(first.current)?.focus();
  }, [attempt]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.isPending || !(await files.settle()) || !(await asked.trays.settle())) return;
    if (!(await asked.arrived())) {
      setFaults({ serviceId: t('requests.form.not-here') });
      return tried((before) => before + 1);
    }
    const attachments = files.ready().map((file) => file.id);
    const body = bodyOf(kept.now(), { attachments, sent: asked.sent() });
    const wrong = { ...faultsOf(t, captureRequest.body, body), ...asked.wrong() };
    setFaults(wrong);
    tried((before) => before + 1);
    if (Object.keys(wrong).length === 0) sending.mutate(attachments);
  };
  const choose = (patch: Partial<DraftContent>) =>
    write(patch.serviceId === undefined ? patch : { ...patch, formVersion: null });
  const filed = sending.data;
  return (
    <div className="capture">
      <form className="rq-new" onSubmit={(event) => void submit(event)} noValidate>
        <h1>{t('console.capture.title')}</h1>
        <p className="sub">{t('console.capture.text')}</p>
        {filed === undefined || draft.whom !== null ? null : (
          <Notice
            kind="good"
            role="status"
            title={t('console.capture.done', { name: filed.requesterName })}
            action={
              <LinkButton small to="/atencion/$ref" params={{ ref: refOf(filed) }}>
                {t('console.capture.open')}
              </LinkButton>
            }
          >
            <Folio folio={filed.folio} copy />
          </Notice>
        )}
        {errors.length > 1 ? <ErrorSummary key={attempt} errors={errors} /> : null}
        {sending.isError && errors.length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, sending.error)}
          </Notice>
        ) : null}
        <fieldset className="rq-new__all" disabled={sending.isPending}>
          <section className="rq-step">
            <WhomField
              whom={draft.whom}
              error={faults.requesterId ?? null}
              onChoose={(whom) => {
                change({ whom });
                setFaults({});
              }}
            />
          </section>
          <OriginFields draft={draft} faults={faults} files={files} onChange={change} />
          <DescribeFields content={draft.content} faults={faults} files={files} locked={false} onChange={write} />
          <AreaChoice catalogue={catalogue} content={draft.content} faults={faults} onChange={choose} />
          <CaptureQuestions {...{ draft, asked, faults }} answer={kept.answer} locked={sending.isPending} />
          <PlaceFields place={draft.content.place} faults={faults} onChange={(place) => write({ place })} />
          <p className="rq-actions">
            <Button kind="primary" type="submit" busy={sending.isPending}>
              {t('console.capture.send')}
            </Button>
          </p>
        </fieldset>
      </form>
      {hovering ? <div className="rq-drop">{t('requests.files.drop')}</div> : null}
    </div>
  );
}
