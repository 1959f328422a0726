/** The form of a new request, in its own shell: fields, files, draft and sending. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { FocusShell } from '#web/app/shell/focus-shell.tsx';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { AreaChoice } from './area-choice.tsx';
import { DescribeFields } from './describe-fields.tsx';
import type { Draft, DraftContent } from './draft.ts';
import { DraftFound, DraftStatus } from './draft-status.tsx';
import { FilingFooter, FilingNotice } from './filing-notices.tsx';
import { PlaceFields } from './place-fields.tsx';
import { useCatalogue } from './queries.ts';
import { UrgencyStep } from './urgency-step.tsx';
import { useAttachments } from './use-attachments.ts';
import { useDraft } from './use-draft.ts';
import { useFiling } from './use-filing.ts';
import { usePageFiles } from './use-page-files.ts';

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

type Props = { personId: string; start: Draft; found: boolean };

export function NewRequestForm({ personId, start, found }: Props) {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  const catalogue = useCatalogue();
  const { draft, saved, keeper } = useDraft(personId, start);
  const files = useAttachments(start.attachments, (ready) => keeper.change({}, ready));
  const filing = useFiling(keeper, files);
  const [foundShown, showFound] = useState(found && !start.sending);
  const hovering = usePageFiles(files.add, (n) => t('requests.files.pasted', { n }), !filing.locked);
  const { content } = draft;
  const { faults } = filing;
  const errors = Object.entries(faults).map(([path, fault]) => {
    const [id, label] = FIELDS[path] ?? OTHER;
    return { id, name: t(label), message: fault };
  });
  const change = (patch: Partial<DraftContent>) => {
    keeper.change(patch);
    filing.forget(Object.keys(patch));
  };

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
          <DescribeFields content={content} faults={faults} files={files} locked={filing.locked} onChange={change} />
          <AreaChoice catalogue={catalogue} content={content} faults={faults} onChange={change} />
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
      </form>
      {hovering ? <div className="rq-drop">{t('requests.files.drop')}</div> : null}
    </FocusShell>
  );
}
