/** The fields of a new account, in the order of the paper form, three to a line where the window allows it. */
import { AGENCY_KINDS } from '#contract/agencies.ts';
import type { PrivacyNoticeView } from '#contract/privacy.ts';
import { toldApart } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { NoticeText } from '#web/shared/privacy/notice-text.tsx';
import { textsIn } from '#web/shared/privacy/queries.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Checkbox, EmailInput, Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { NewPasswordField } from '#web/shared/ui/new-password-field.tsx';
import type { FieldErrors } from './form.ts';
import { useOrganisation } from './queries.ts';

type Props = { errors: FieldErrors; prefix: string };
type Whole = Props & { notice: PrivacyNoticeView | undefined };

export function CreateAccountFields({ errors, prefix, notice }: Whole) {
  const t = useT();
  const locale = useLocale();
  const { mailDomains, hostAgencyName } = useInstitution();
  const of = (name: string) => ({ id: `${prefix}-${name}`, error: errors[name] ?? null });
  return (
    <div className="form-grid">
      <Field label={t('auth.given-names')} {...of('givenNames')}>
        {(wired) => <TextInput {...wired} name="givenNames" autoComplete="given-name" />}
      </Field>
      <Field label={t('auth.first-surname')} {...of('firstSurname')}>
        {(wired) => <TextInput {...wired} name="firstSurname" autoComplete="family-name" />}
      </Field>
      <Field label={t('auth.second-surname')} optional {...of('secondSurname')}>
        {(wired) => <TextInput {...wired} name="secondSurname" />}
      </Field>
      <Organisation errors={errors} prefix={prefix} />
      <div className="form-grid__two">
        <Field
          label={t('auth.email')}
          hint={t('auth.create.email-hint', { domains: mailDomains.map((domain) => `@${domain}`).join(', ') })}
          {...of('email')}
        >
          {(wired) => <EmailInput {...wired} name="email" autoComplete="email" />}
        </Field>
      </div>
      <Field label={t('auth.phone')} hint={t('auth.phone-hint')} {...of('phone')}>
        {(wired) => <TextInput {...wired} name="phone" type="tel" autoComplete="tel" />}
      </Field>
      <div className="form-grid__two">
        <NewPasswordField label={t('auth.password')} {...of('password')} />
      </div>
      <Field label={t('auth.employee-number')} optional {...of('employeeNumber')}>
        {(wired) => <TextInput {...wired} name="employeeNumber" autoComplete="off" />}
      </Field>
      <div className="form-grid__whole stack">
        {notice === undefined ? null : (
          <NoticeText text={textsIn(notice, locale).short} lang={textsIn(notice, locale).lang} />
        )}
        <a href="/aviso-de-privacidad" target="_blank" rel="noreferrer">
          {t('auth.privacy.whole')}
        </a>
        <Checkbox
          id={`${prefix}-privacyNoticeRead`}
          name="privacyNoticeRead"
          label={t('auth.privacy.label')}
          hint={notice === undefined ? t('auth.privacy.text', { agency: hostAgencyName }) : undefined}
          error={errors.privacyNoticeRead ?? null}
        />
      </div>
    </div>
  );
}

function Organisation({ errors, prefix }: Props) {
  const t = useT();
  const locale = useLocale();
  const organisation = useOrganisation();
  const { data } = organisation;
  return (
    <>
      {organisation.isError ? (
        <div className="form-grid__whole">
          <LoadTrouble of={organisation} />
        </div>
      ) : null}
      <div className="form-grid__two">
        <Field label={t('auth.agency')} id={`${prefix}-agencyId`} error={errors.agencyId ?? null}>
          {(wired) => (
            <Select {...wired} name="agencyId" defaultValue="">
              <option value="" disabled>
                {t('auth.choose')}
              </option>
              {AGENCY_KINDS.map((kind) => {
                const agencies = toldApart(
                  (data?.agencies ?? []).filter((agency) => agency.kind === kind),
                  locale,
                );
                return agencies.length === 0 ? null : (
                  <optgroup key={kind} label={t(`auth.agency-kind.${kind}`)}>
                    {agencies.map(({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                );
              })}
            </Select>
          )}
        </Field>
      </div>
      <Field label={t('auth.position')} id={`${prefix}-positionId`} error={errors.positionId ?? null}>
        {(wired) => (
          <Select {...wired} name="positionId" defaultValue="">
            <option value="" disabled>
              {t('auth.choose')}
            </option>
            {(data?.positions ?? []).map((position) => (
              <option key={position.id} value={position.id}>
                {local(position.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
