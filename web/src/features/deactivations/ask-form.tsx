/** A deactivation is signed in one step: why, from when, who takes the requests, and by whom. */
import { Link } from '@tanstack/react-router';
import { DEACTIVATION_AHEAD_DAYS, DEACTIVATION_GROUNDS } from '#contract/deactivation-shapes.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { ScanField } from '#web/shared/forms/scan-field.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Field, RadioCards, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { LeaverBox } from './leaver-box.tsx';
import type { Leaver } from './leaver-facts.tsx';
import { PrintBlank } from './print-blank.tsx';
import { dayAfter, type useForm } from './use-form.ts';
import { GROUND_WORDS } from './words.ts';

export type Form = ReturnType<typeof useForm>;

function Ground({ form: { typed, type, shown } }: { form: Form }) {
  const t = useT();
  return (
    <>
      <RadioCards
        legend={t('deactivations.ground.legend')}
        name="ground"
        id="baja-ground"
        value={typed.ground}
        onChange={(value) => type({ ground: DEACTIVATION_GROUNDS.find((each) => each === value) ?? null })}
        options={DEACTIVATION_GROUNDS.map((value) => ({ value, label: t(GROUND_WORDS[value]) }))}
        error={shown.ground ?? null}
      />
      {typed.ground === 'other' ? (
        <Field id="baja-ground-words" label={t('deactivations.ground.words')} error={shown.groundWords ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              value={typed.groundWords}
              maxLength={300}
              onChange={(event) => type({ groundWords: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function When({ form: { typed, type, shown, today } }: { form: Form }) {
  const t = useT();
  return (
    <>
      <RadioCards
        legend={t('deactivations.when.legend')}
        name="when"
        value={typed.when}
        onChange={(value) => type({ when: value === 'day' ? 'day' : 'now' })}
        options={[
          { value: 'now', label: t('deactivations.when.now'), hint: t('deactivations.when.now-hint') },
          { value: 'day', label: t('deactivations.when.day'), hint: t('deactivations.when.day-hint') },
        ]}
      />
      {typed.when === 'day' ? (
        <Field id="baja-day" label={t('deactivations.when.on')} error={shown.effectiveOn ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              className="baja-day"
              min={dayAfter(today, 1)}
              max={dayAfter(today, DEACTIVATION_AHEAD_DAYS)}
              value={typed.day}
              onChange={(event) => type({ day: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function Colleague({ form: { typed, type, shown }, leaver }: { form: Form; leaver: Leaver }) {
  const t = useT();
  const { person, coordinator, follows } = leaver;
  if (follows === 0) return null;
  const hint =
    coordinator === null
      ? t('deactivations.colleague.nobody')
      : t('deactivations.colleague.hint', { name: coordinator.name });
  return (
    <Field
      id="baja-colleague"
      label={t('deactivations.colleague.label')}
      hint={hint}
      error={shown.colleagueId ?? null}
      optional
    >
      {(wired) => (
        <LeaverBox
          wired={wired}
          answer={typed.colleague}
          agencyId={person.agency.id}
          without={person.id}
          onAnswer={(colleague) => type({ colleague })}
        />
      )}
    </Field>
  );
}

function Paper({ form: { typed, type, shown, scanning, today } }: { form: Form }) {
  const t = useT();
  return (
    <>
      <ScanField id="baja-scan" of={scanning} error={shown['by.attachmentId'] ?? null} />
      <div className="alta-pair">
        <Field id="baja-signer" label={t('enrolments.upload.signer')} error={shown['by.signerName'] ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              value={typed.signerName}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => type({ signerName: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          id="baja-signed-on"
          label={t('enrolments.upload.day')}
          hint={t('enrolments.upload.day-hint')}
          error={shown['by.signedOn'] ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              max={today}
              value={typed.signedOn}
              onChange={(event) => type({ signedOn: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}

function Signature({ form, leaver }: { form: Form; leaver: Leaver }) {
  const t = useT();
  const { person } = useSession();
  const { typed, type } = form;
  return (
    <>
      {leaver.ways.length > 1 ? (
        <RadioCards
          legend={t('deactivations.sign.legend')}
          name="way"
          value={typed.way}
          onChange={(value) => type({ way: value === 'scan' ? 'scan' : 'screen' })}
          options={leaver.ways.map((value) => ({ value, label: t(`deactivations.sign.${value}`) }))}
        />
      ) : null}
      {typed.way === 'scan' ? (
        <Paper form={form} />
      ) : (
        <p className="sub">
          {t('deactivations.sign.screen-text', { name: `${person.givenNames} ${person.firstSurname}` })}
        </p>
      )}
    </>
  );
}

/** Somebody else signed one meanwhile: the way to it. */
function SeeScheduled({ error }: { error: unknown }) {
  const t = useT();
  const id = error instanceof Refused && error.problem.code === 'deactivation.scheduled' && error.problem.values?.id;
  if (typeof id !== 'string') return null;
  return (
    <Link to="/bajas/$id" params={{ id }}>
      {t('deactivations.obstacle.see')}
    </Link>
  );
}

const DO = {
  screen: { now: 'deactivations.sign.do-now', day: 'deactivations.sign.do-day' },
  scan: { now: 'deactivations.sign.capture-now', day: 'deactivations.sign.capture-day' },
} as const;

export function AskForm({ form, leaver }: { form: Form; leaver: Leaver }) {
  const t = useT();
  const { typed, type, shown, send, asking } = form;
  return (
    <form
      className="card card__body alta-stack alta-screen"
      onSubmit={send}
      noValidate
      aria-label={t('deactivations.form')}
    >
      <Ground form={form} />
      <When form={form} />
      <Colleague form={form} leaver={leaver} />
      <Field
        id="baja-note"
        label={t('deactivations.note')}
        hint={t('deactivations.note-hint')}
        error={shown.note ?? null}
        optional
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            maxLength={1000}
            value={typed.note}
            onChange={(event) => type({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      <Signature form={form} leaver={leaver} />
      {asking.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, asking.error)} <SeeScheduled error={asking.error} />
        </Notice>
      ) : null}
      <div className="row row--wrap">
        <Button type="submit" kind="danger" busy={asking.isPending}>
          {t(DO[typed.way][typed.when])}
        </Button>
        <PrintBlank />
        <LinkButton kind="quiet" to="/bajas" search={{}}>
          {t('deactivations.sign.leave')}
        </LinkButton>
      </div>
    </form>
  );
}
