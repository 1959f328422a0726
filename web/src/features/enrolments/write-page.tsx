/** An enrolment while it is written: its people, and then its signature in whichever way. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { PositionView } from '#contract/agencies.ts';
import type { EnrolmentFinding } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { IconArrowRight, IconTable, IconTrash } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { BringDialog } from './bring-dialog.tsx';
import { DecidedRows } from './decided-rows.tsx';
import { KeepingTrouble, Kept } from './keeping.tsx';
import { PeopleGrid } from './people-grid.tsx';
import { usePositions } from './queries.ts';
import { placesOf, Signatures } from './sent-view.tsx';
import { SheetOf } from './sheet-of.tsx';
import { SignStep } from './sign-step.tsx';
import { isStep, Steps } from './steps.tsx';
import { findingsOf, fromServer, isError, tally } from './typed-rows.ts';
import { UploadStep } from './upload-step.tsx';
import { useGrid } from './use-grid.ts';
import { isOpenRow, useWriting, type Writer } from './use-writing.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import { COLUMN_WORDS, cellId, findingText } from './words.ts';

type Capture = { view: EnrolmentView; writer: Writer; positions: readonly PositionView[] };

const NOT_ASKED = fromServer([], []);

/** Why rows came back, by their id. */
const reasonsOf = ({ rows }: EnrolmentView): ReadonlyMap<string, string> =>
  new Map(rows.filter(isOpenRow).map(({ id, reason }) => [id, reason]));

function PaperFields({ writer }: { writer: Writer }) {
  const t = useT();
  const { form, change } = writer;
  const { today } = useMoments();
  return (
    <div className="alta-pair">
      <Field id="alta-paper-signer" label={t('enrolments.paper.signer')} hint={t('enrolments.paper.signer-hint')}>
        {(wired) => (
          <TextInput
            {...wired}
            value={form.signerName}
            maxLength={200}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => change(() => ({ signerName: value }))}
          />
        )}
      </Field>
      <Field id="alta-paper-day" label={t('enrolments.paper.day')} hint={t('enrolments.paper.day-hint')}>
        {(wired) => (
          <TextInput
            {...wired}
            type="date"
            max={today}
            value={form.signedOn ?? ''}
            onChange={({ currentTarget: { value } }) => change(() => ({ signedOn: value || null }))}
          />
        )}
      </Field>
    </div>
  );
}

function Faults({ findings, tries }: { findings: readonly EnrolmentFinding[]; tries: number }) {
  const t = useT();
  const locale = useLocale();
  const errors = findings.filter(isError);
  if (tries === 0 || errors.length === 0) return null;
  return (
    <ErrorSummary
      key={tries}
      errors={errors.map((finding) => ({
        id: cellId(finding.rowId, finding.column),
        name: t('enrolments.cell', { n: finding.row, column: t(COLUMN_WORDS[finding.column]) }),
        message: findingText(t, finding, locale),
      }))}
    />
  );
}

function useCapture({ view, writer, positions }: Capture) {
  const { mailDomains } = useInstitution();
  const { today } = useMoments();
  const { form, change, server } = writer;
  const grid = useGrid({
    rows: form.rows,
    fixed: view.state === 'returned',
    positions,
    put: (rows) => change(() => ({ rows })),
  });
  const against = { agencyId: view.agency.id, today, positions, mailDomains };
  return {
    grid,
    findings: findingsOf(form.rows, against, server),
    check: (rows: Parameters<typeof findingsOf>[0]) => findingsOf(rows, against, NOT_ASKED),
  };
}

function CaptureStep(given: Capture) {
  const { view, writer } = given;
  const t = useT();
  const navigate = useNavigate();
  const { grid, findings, check } = useCapture(given);
  const [tries, again] = useState(0);
  const [going, go] = useState(false);
  const [open, show] = useState<'bring' | 'withdraw' | null>(null);
  const counts = tally(grid.rows, findings);
  const isPaper = view.source === 'paper';
  const next = async () => {
    grid.showAll();
    again(tries + 1);
    if (counts.wrong > 0 || counts.people === 0) return;
    go(true);
    const isKept = await writer.saver.flush();
    go(false);
    if (isKept)
      void navigate({ to: '/altas/$id', params: { id: view.id }, search: { paso: isPaper ? 'subida' : 'firma' } });
  };
  const decided = view.rows.filter((row) => !isOpenRow(row));
  return (
    <div className="alta-screen alta-stack">
      <Steps source={view.source} at="captura" note={t('enrolments.counts', counts)} />
      {view.state === 'returned' ? (
        <Notice kind="warning" title={t('enrolments.returned.title')}>
          {t('enrolments.returned.text')} {view.note}
        </Notice>
      ) : null}
      <KeepingTrouble writer={writer} />
      <Faults findings={findings} tries={tries} />
      {tries > 0 && counts.people === 0 ? (
        <Notice kind="problem" role="alert">
          {t('enrolments.nobody')}
        </Notice>
      ) : null}
      {isPaper ? <PaperFields writer={writer} /> : null}
      <section className="card alta-card" aria-labelledby="alta-people">
        <header className="card__head">
          <h2 id="alta-people">{t('enrolments.people')}</h2>
          <span className="alta-counts" role="status">
            {t('enrolments.counts', counts)}
          </span>
          {grid.fixed ? null : (
            <Button icon={<IconTable />} onClick={() => show('bring')}>
              {t('enrolments.bring.open')}
            </Button>
          )}
        </header>
        <PeopleGrid grid={grid} findings={findings} isPaper={isPaper} reasons={reasonsOf(view)} />
      </section>
      <DataNotice of="enrolment" />
      <div className="row row--wrap">
        <Button kind="primary" busy={going} icon={<IconArrowRight />} onClick={() => void next()}>
          {t(isPaper ? 'enrolments.next-paper' : 'enrolments.next')}
        </Button>
        {view.can.withdraw ? (
          <Button kind="quiet" icon={<IconTrash />} onClick={() => show('withdraw')}>
            {t('enrolments.withdraw.open')}
          </Button>
        ) : null}
      </div>
      {decided.length > 0 ? (
        <section className="alta-stack" aria-labelledby="alta-decided">
          <h2 id="alta-decided">{t('enrolments.returned.decided')}</h2>
          <DecidedRows rows={decided} places={placesOf(view)} />
        </section>
      ) : null}
      <Signatures view={view} />
      {open === 'bring' ? <BringDialog id={view.id} grid={grid} check={check} onClose={() => show(null)} /> : null}
      {open === 'withdraw' ? (
        <WithdrawDialog view={view} version={() => writer.saver.version} onClose={() => show(null)} />
      ) : null}
    </div>
  );
}

/** Whether it may be signed as the server has it: whoever opens the address of a later step is led back otherwise. */
const mayBeSigned = (view: EnrolmentView): boolean =>
  view.rows.some(isOpenRow) && !view.findings.some(isError) && view.can.sign;

export function WritePage({ view }: { view: EnrolmentView }) {
  const t = useT();
  const { paso }: { paso?: unknown } = useSearch({ strict: false });
  const writer = useWriting(view);
  const positions = usePositions();
  const wanted = isStep(paso) ? paso : 'captura';
  const isReady = mayBeSigned(view) && !writer.saver.isDirty() && !writer.saver.isHalted;
  const step =
    isReady && (wanted === 'subida' || (wanted === 'firma' && view.source === 'coordinator')) ? wanted : 'captura';
  // Without them no cell of a paste would be known for a position.
  if (positions.data === undefined) return positions.isError ? <LoadTrouble of={positions} /> : <Skeleton rows={5} />;
  return (
    <>
      <p className="alta-screen alta-status" role="status">
        <Kept writer={writer} />
      </p>
      {step === 'captura' ? (
        <CaptureStep view={view} writer={writer} positions={positions.data.positions} />
      ) : (
        <>
          <div className="alta-screen">
            <Steps source={view.source} at={step} note={t(`enrolments.step.${step}-now`)} />
          </div>
          {step === 'firma' ? <SignStep view={view} /> : <UploadStep view={view} />}
        </>
      )}
      {step === 'firma' ? null : <SheetOf view={view} paperOnly />}
    </>
  );
}
