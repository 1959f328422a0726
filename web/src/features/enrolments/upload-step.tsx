/** Subida: the scan of the signed sheet, the code that is printed on it, and who signed it on which day. */
import { type FormEvent, useState } from 'react';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { type Scan, ScanField, useScan } from '#web/shared/forms/scan-field.tsx';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { IconSend } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { Attestations, type Attested, attestationId, missingOf, NONE_ATTESTED } from './attestations.tsx';
import { useSign } from './queries.ts';

type Typed = { code: string; signerName: string; signedOn: string };
type Sent = { scan: Scan | null; typed: Typed; attested: Attested; today: string };

const isCode = (code: string): boolean => /^[A-HJKMNP-Z2-9]{6}$/.test(code.replace(/[\s-]+/g, '').toUpperCase());

/** Field → what it lacks. */
function lacking(t: Translate, { scan, typed, today }: Sent): Record<string, string> {
  const said: [string, boolean, string][] = [
    ['alta-scan', scan?.state !== 'there', t(scan?.state === 'up' ? 'enrolments.upload.wait' : 'field.required')],
    ['alta-code', !isCode(typed.code), t('field.sheet-code')],
    ['alta-signer', typed.signerName.trim() === '', t('field.required')],
    ['alta-signed-on', typed.signedOn === '' || typed.signedOn > today, t('enrolments.upload.day-wrong')],
  ];
  return Object.fromEntries(said.flatMap(([id, isWrong, message]) => (isWrong ? [[id, message]] : [])));
}

function useUpload(view: EnrolmentView) {
  const t = useT();
  const { person } = useSession();
  const { today } = useMoments();
  const signing = useSign(view.id);
  const scanning = useScan();
  const own = view.source === 'paper' ? view.signerName : `${person.givenNames} ${person.firstSurname}`;
  const [typed, type] = useState<Typed>({ code: '', signerName: own, signedOn: view.signedOn ?? today });
  const [attested, attest] = useState(NONE_ATTESTED);
  const [tries, again] = useState(0);
  const { scan } = scanning;
  const faults = tries === 0 ? {} : lacking(t, { scan, typed, attested, today });
  const send = (event: FormEvent) => {
    event.preventDefault();
    again(tries + 1);
    const isWhole = Object.keys(lacking(t, { scan, typed, attested, today })).length === 0;
    if (!isWhole || missingOf(attested).length > 0 || scan?.state !== 'there') return;
    const { version, responsibilitiesVersion } = view;
    signing.mutate({
      ...{ version, responsibilitiesVersion },
      attested: { active: true, accepted: true, assigned: true },
      by: { way: 'scan', attachmentId: scan.view.id, ...typed },
    });
  };
  const server = fieldErrors(t, signing.error);
  const errorOf = (id: string, path: string): string | null => faults[id] ?? server[path] ?? null;
  return { typed, type, attested, attest, tries, faults, scanning, signing, send, errorOf, today };
}

export function UploadStep({ view }: { view: EnrolmentView }) {
  const t = useT();
  const { typed, type, attested, attest, tries, faults, scanning, signing, send, errorOf, today } = useUpload(view);
  const missing = [
    ...Object.entries(faults).map(([id, message]) => ({ id, message })),
    ...(tries > 0 ? missingOf(attested) : []).map((name) => ({
      id: attestationId(name),
      message: t('field.attestation'),
    })),
  ];
  // The summary stands from when it was sent until nothing is missing; typing does not move the focus to it.
  return (
    <form className="card card__body alta-way alta-screen" onSubmit={send} noValidate aria-labelledby="alta-upload">
      <h2 id="alta-upload" className="h3">
        {t('enrolments.upload.title')}
      </h2>
      {view.source === 'paper' ? <p className="sub">{t('enrolments.upload.paper-text', { code: view.code })}</p> : null}
      {missing.length > 0 ? <ErrorSummary key={tries} errors={missing} /> : null}
      <ScanField id="alta-scan" of={scanning} error={errorOf('alta-scan', 'by.attachmentId')} />
      <div className="alta-pair">
        <Field
          id="alta-code"
          label={t('enrolments.upload.code')}
          hint={t('enrolments.upload.code-hint')}
          error={errorOf('alta-code', 'by.code')}
        >
          {(wired) => (
            <TextInput
              {...wired}
              value={typed.code}
              maxLength={12}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              onChange={(event) => type({ ...typed, code: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          id="alta-signed-on"
          label={t('enrolments.upload.day')}
          hint={t('enrolments.upload.day-hint')}
          error={errorOf('alta-signed-on', 'by.signedOn')}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              max={today}
              value={typed.signedOn}
              onChange={(event) => type({ ...typed, signedOn: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Field id="alta-signer" label={t('enrolments.upload.signer')} error={errorOf('alta-signer', 'by.signerName')}>
        {(wired) => (
          <TextInput
            {...wired}
            value={typed.signerName}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => type({ ...typed, signerName: event.currentTarget.value })}
          />
        )}
      </Field>
      <Attestations attested={attested} asked={tries > 0} onChange={attest} />
      {signing.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, signing.error)}
        </Notice>
      ) : null}
      <div className="row row--wrap">
        <Button type="submit" kind="primary" busy={signing.isPending} icon={<IconSend />}>
          {t('enrolments.upload.send')}
        </Button>
        <LinkButton
          kind="quiet"
          to="/altas/$id"
          params={{ id: view.id }}
          search={view.source === 'paper' ? {} : { paso: 'firma' }}
        >
          {t('enrolments.back')}
        </LinkButton>
      </div>
    </form>
  );
}
