/** The three statements of document 002, each said by itself and word for word. */
import { ATTESTATIONS } from '#contract/enrolment-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';

type Name = (typeof ATTESTATIONS)[number];
export type Attested = Readonly<Record<Name, boolean>>;
export const NONE_ATTESTED: Attested = { active: false, accepted: false, assigned: false };
export const attestationId = (name: Name): string => `alta-attested-${name}`;
export const missingOf = (attested: Attested): Name[] => ATTESTATIONS.filter((name) => !attested[name]);

type Props = { attested: Attested; asked: boolean; onChange: (attested: Attested) => void };

/** `asked`: it was sent without one of them. */
export function Attestations({ attested, asked, onChange }: Props) {
  const t = useT();
  const { governmentName } = useInstitution();
  return (
    <fieldset className="alta-attest">
      <legend>{t('enrolments.sign.attest')}</legend>
      {ATTESTATIONS.map((name) => (
        <Checkbox
          key={name}
          id={attestationId(name)}
          label={t(`documents.attestation.${name}`, { government: governmentName })}
          checked={attested[name]}
          error={asked && !attested[name] ? t('field.attestation') : null}
          onChange={(event) => onChange({ ...attested, [name]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
}
