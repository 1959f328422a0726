/** The form of a new request, in its own shell: fields, files, draft and sending. */
import { type FormEvent, useEffect, useState } from 'react';
import { FocusShell } from '#web/app/shell/focus-shell.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { AreaChoice } from './area-choice.tsx';
import { DescribeFields } from './describe-fields.tsx';
import type { Draft } from './draft.ts';
import { DraftFound, DraftStatus } from './draft-status.tsx';
import { FilingFooter, FilingNotice } from './filing-notices.tsx';
import { PlaceFields } from './place-fields.tsx';
import { useCatalogue } from './queries.ts';
import { useAttachments } from './use-attachments.ts';
import { useDraft } from './use-draft.ts';
import { useFiling } from './use-filing.ts';
import { usePageFiles } from './use-page-files.ts';

/** Field of each path of the contract: where the summary of errors leads. */
const FIELDS: Readonly<Record<string, string>> = {
  subject: 'rq-subject',
  description: 'rq-description',
  areaId: 'rq-area',
  serviceId: 'rq-service',
  attachments: 'rq-description',
  'place.building': 'rq-building',
  'place.floor': 'rq-floor',
  'place.office': 'rq-office',
  'place.phone': 'phone-only',
};

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
  const errors = Object.entries(faults).map(([path, message]) => ({ id: FIELDS[path] ?? 'rq-subject', message }));

  // Several are led to by their summary; one alone is stood at.
  const only = errors.length === 1 ? errors[0]?.id : undefined;
  useEffect(() => {
    if (filing.attempt > 0 && only !== undefined) document.getElementById(only)?.focus();
  }, [filing.attempt, only]);

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
          <DescribeFields
            content={content}
            faults={faults}
            files={files}
            locked={filing.locked}
            onChange={keeper.change}
          />
          <AreaChoice catalogue={catalogue} content={content} faults={faults} onChange={keeper.change} />
          <PlaceFields place={content.place} faults={faults} onChange={(place) => keeper.change({ place })} />
        </fieldset>
      </form>
      {hovering ? <div className="rq-drop">{t('requests.files.drop')}</div> : null}
    </FocusShell>
  );
}
