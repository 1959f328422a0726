/** What the desk says of a code. */
import type { ReplyOf } from '#contract/operation.ts';
import type { VerifiedRecord, verifyByCode } from '#contract/verification.ts';
import { instant } from '#verifier/telling.ts';
import { dateTag } from '#web/shared/format.ts';
import { type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { Facts, Verdict } from './verdict.tsx';

export function CodeResult({ found: { verdict, record } }: { found: ReplyOf<typeof verifyByCode> }) {
  const t = useT();
  const locale = dateTag(useLocale());
  return (
    <Verdict verdict={verdict} title={t(`verifying.code-${verdict}`)} text={t(`verifying.code-${verdict}-text`)}>
      {record === null ? null : <Facts facts={factsOf(record, t, locale)} />}
    </Verdict>
  );
}

function factsOf(record: VerifiedRecord, t: Translate, locale: string): [string, string][] {
  const at = (iso: string) => instant(iso, record.timeZone, locale);
  const facts: [string, string | null][] = [
    [t('verifying.fact.act'), t(`verifying.act.${record.act}`)],
    [t('verifying.fact.folio'), record.folio],
    [t('verifying.fact.agency'), record.agencyName],
    [t('verifying.fact.government'), record.governmentName],
    [t('verifying.fact.acted'), at(record.actedAt)],
    [t('verifying.fact.sealed'), record.sealedAt === record.actedAt ? null : at(record.sealedAt)],
    [t('verifying.fact.state'), record.state === null ? null : t(`common.state.${record.state}`)],
    [t('verifying.fact.office'), record.signerOffice],
    [t('verifying.fact.code'), record.code],
    [t('verifying.fact.sum'), record.sha256],
    [t('verifying.fact.key'), record.keyId],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
}
