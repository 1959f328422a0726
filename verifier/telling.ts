/** A report → what a person reads. The words come from whoever shows it: the page, the file that stands alone, the script. */
import { type Finding, isDoubt, type RecordTold, type Report, type Told, type Values } from './report.ts';

export type Words = (key: string, values?: Values) => string;

export type Telling = {
  readonly title: string;
  readonly text: string;
  /** Each names its part; what is wrong first, then what could not be told. */
  readonly findings: readonly string[];
  readonly checked: readonly string[];
  readonly notes: readonly string[];
  readonly documents: readonly (readonly (readonly [name: string, value: string])[])[];
};

export function telling(report: Report, { t, locale }: { t: Words; locale: string }): Telling {
  const { verdict } = report;
  const wrong = [...report.findings].sort((one, other) => Number(isDoubt(one)) - Number(isDoubt(other)));
  return {
    title: t(`verifying.verdict.${verdict}`),
    text: t(`verifying.verdict.${verdict}-text`),
    findings: [...new Set(wrong.map((each) => sentence(each, t)))],
    checked: report.checked.map(({ what, count }) => t(`verifying.checked.${what}`, { count })),
    notes: [...new Set(report.notes.map((each) => note(each, t)))],
    documents: report.records.map((record) => factsOf(record, { t, locale })),
  };
}

const sentence = ({ part, fault, within, values }: Finding, t: Words): string => {
  const said = `${t(`verifying.part.${part}`)} ${t(`verifying.fault.${fault}`, values)}.`;
  return within === null || within === '' ? said : `${within}: ${said}`;
};

const note = ({ fault, values }: Told<string>, t: Words): string => t(`verifying.note.${fault}`, values);

function factsOf(record: RecordTold, { t, locale }: { t: Words; locale: string }): (readonly [string, string])[] {
  const facts: [string, string][] = [
    [t('verifying.fact.act'), t(`verifying.act.${record.act}`)],
    [t('verifying.fact.folio'), record.folio],
    [t('verifying.fact.agency'), record.agencyName],
    [t('verifying.fact.government'), record.governmentName],
    [t('verifying.fact.acted'), instant(record.actedAt, record.timeZone, locale)],
    [t('verifying.fact.code'), record.code],
  ];
  if (record.isLate) facts.push([t('verifying.fact.sealed'), instant(record.sealedAt, record.timeZone, locale)]);
  return facts.filter(([, value]) => value !== '');
}

/** In the zone of the institution; as it is written where the browser knows no such zone. */
export function instant(iso: string, timeZone: string, locale: string): string {
  try {
    return new Intl.DateTimeFormat(locale, {
      ...{ year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
      ...{ hourCycle: 'h23', timeZoneName: 'short', timeZone },
    } as Intl.DateTimeFormatOptions).format(new Date(iso));
  } catch {
    return iso;
  }
}
