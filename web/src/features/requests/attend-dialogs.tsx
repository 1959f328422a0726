/** Resolving, waiting for a third party, agreeing a visit: what each one needs to be said. */
import * as v from 'valibot';
import { blanksIn } from '#contract/canned-replies.ts';
import { resolveRequest, scheduleVisit, waitThirdParty } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { SolutionFields, WaitFields } from './act-fields.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { CauseField, useCauses } from './cause-field.tsx';
import { saidCause } from './causes.ts';
import { ClosingFields, useClosing } from './closing-fields.tsx';
import { comebackOf } from './comeback.ts';
import { deskActs, heldActs } from './desk-acts.ts';
import { TemplateMenu } from './template-menu.tsx';

const SOLVED = { solution: '', closureCode: '', cause: '', spent: '' };
const RESOLVED = { state: 'resolved' } as const;
const SOLUTIONS = ['resolve'] as const;
/** Nothing that a template left open is sent. */
const WHOLE = v.pipe(
  resolveRequest.body,
  v.forward(
    v.check(({ solution }) => blanksIn(solution).length === 0, 'field.blanks'),
    ['solution'],
  ),
);
const MINUTES = [15, 30, 60, 120, 240];

/** `onDone`: it is resolved, which is not the same as leaving the window. `written`: what stood in the answer's box. */
type DoneProps = ActDialogProps & { onDone: () => void };
type ResolveProps = DoneProps & { written?: { text: string; attachments: string[] } };

export function ResolveDialog({ view, reference, open, onClose, onDone, written }: ResolveProps) {
  const t = useT();
  const back = comebackOf(view.id, 'resolve');
  const attachments = back?.attachments ?? written?.attachments ?? [];
  const closing = useClosing(view, back?.answers);
  const causes = useCauses(view.areaId);
  const body = ({ spent, cause, ...values }: typeof SOLVED) => ({
    version: view.version,
    ...values,
    ...saidCause(causes, cause),
    spentMinutes: spent.trim() === '' ? null : Number(spent),
    attachments,
    closingAnswers: closing.kept(),
  });
  const form = useActForm(
    { view, reference },
    {
      schema: WHOLE,
      start: { ...SOLVED, solution: written?.text ?? '' },
      body,
      check: () => closing.faults(t),
      act: async (values, key) => {
        await closing.arrived();
        return heldActs.resolve(view, { body: body(values), key });
      },
      onDone,
      window: 'resolve',
      more: () => ({ answers: closing.answers, attachments }),
      foreseen: RESOLVED,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.resolve.title')}
      submit={t('console.act.resolve')}
      form={{ ...form, typed: form.typed || Object.keys(closing.answers).length > 0 }}
    >
      <TemplateMenu view={view} purposes={SOLUTIONS} onChoose={(solution) => form.set({ solution })} />
      <SolutionFields {...form} hint={t('console.resolve.solution-hint')} />
      <ClosingFields view={view} closing={closing} faults={form.faults} />
      <CauseField
        causes={causes}
        value={form.values.cause}
        error={form.faults.cause ?? null}
        onChange={(cause) => form.set({ cause })}
      />
      <Field
        label={t('console.resolve.spent')}
        hint={t('console.resolve.spent-hint')}
        optional
        error={form.faults.spentMinutes ?? null}
      >
        {(wired) => (
          <>
            <TextInput
              {...wired}
              type="number"
              inputMode="numeric"
              min={1}
              max={60_000}
              list={`${wired.id}-list`}
              value={form.values.spent}
              onChange={(event) => form.set({ spent: event.currentTarget.value })}
            />
            <datalist id={`${wired.id}-list`}>
              {MINUTES.map((minutes) => (
                <option key={minutes} value={minutes} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </ActDialog>
  );
}

const WAITING = { who: '', reference: '', until: '' };

export function WaitDialog({ view, reference, open, onClose, onDone }: DoneProps) {
  const t = useT();
  const body = (values: typeof WAITING) => ({ version: view.version, ...values });
  const form = useActForm(
    { view, reference },
    {
      schema: waitThirdParty.body,
      start: WAITING,
      body,
      act: (values) => deskActs.wait(view, { body: body(values) }),
      onDone,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.wait.title')}
      submit={t('console.wait.submit')}
      form={form}
    >
      <p className="sub">{t('console.wait.text')}</p>
      <WaitFields {...form} />
    </ActDialog>
  );
}

const VISIT = { at: '', where: '' };

export function ScheduleDialog({ view, reference, open, onClose, onDone }: DoneProps) {
  const t = useT();
  const body = (values: typeof VISIT) => ({ version: view.version, ...values });
  const form = useActForm(
    { view, reference },
    {
      schema: scheduleVisit.body,
      start: VISIT,
      body,
      act: (values) => deskActs.schedule(view, { body: body(values) }),
      onDone,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.schedule.title')}
      submit={t('console.act.schedule')}
      form={form}
    >
      <Field label={t('console.schedule.at')} hint={t('console.schedule.at-hint')} error={form.faults.at ?? null}>
        {(wired) => (
          <TextInput
            {...wired}
            type="datetime-local"
            value={form.values.at}
            onChange={(event) => form.set({ at: event.currentTarget.value.slice(0, 16) })}
          />
        )}
      </Field>
      <Field label={t('console.schedule.where')} error={form.faults.where ?? null}>
        {(wired) => (
          <TextInput
            {...wired}
            maxLength={160}
            value={form.values.where}
            onChange={(event) => form.set({ where: event.currentTarget.value })}
          />
        )}
      </Field>
    </ActDialog>
  );
}
