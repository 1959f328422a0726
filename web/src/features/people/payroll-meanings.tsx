/** What the headings of a file are, and its agencies and positions that nobody here is called by: said once, and remembered. */

import type { BodyInput } from '#contract/operation.ts';
import { PAYROLL_COLUMNS, type PayrollDetail, type sayPayrollMeaning } from '#contract/payroll.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useSay } from './payroll-queries.ts';
import { useOrganisation } from './queries.ts';

type Said = Omit<BodyInput<typeof sayPayrollMeaning>, 'version'>;

export function PayrollMeanings({ payroll }: { payroll: PayrollDetail }) {
  const t = useT();
  const locale = useLocale();
  const { id, version, headings, words } = payroll;
  const saying = useSay(id);
  const organisation = useOrganisation().data;
  const things = { agency: organisation?.agencies ?? [], position: organisation?.positions ?? [] };
  // Two columns may have one heading: their place tells them apart.
  const placed = headings.map((heading, place) => ({ ...heading, place })).filter(({ text }) => text !== '');
  const say = (said: Said) => saying.mutate({ version, ...said });
  return (
    <div className="stack stack--4" aria-busy={saying.isPending || undefined}>
      {saying.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, saying.error)}
        </Notice>
      ) : null}
      {words.length > 0 ? (
        <>
          <div>
            <h3>{t('arrivals.words')}</h3>
            <p className="sub">{t('payrolls.words-hint')}</p>
          </div>
          <ul className="arr-words">
            {words.map(({ kind, said, lines, meaning }, index) => (
              <li key={`${kind} ${said}`}>
                <label htmlFor={`pay-word-${index}`}>
                  <b>{t(`arrivals.column.${kind}`)}:</b> <span className="arr-found">{said}</span>
                  {lines > 0 ? <small className="sub">{t('arrivals.of-lines', { count: lines })}</small> : null}
                </label>
                <Select
                  id={`pay-word-${index}`}
                  value={meaning ?? ''}
                  disabled={saying.isPending}
                  onChange={({ currentTarget: { value } }) => say({ kind, said, meaning: value || null })}
                >
                  <option value="">{t('arrivals.choose')}</option>
                  {things[kind].map((thing) => (
                    <option key={thing.id} value={thing.id}>
                      {local(thing.name, locale)}
                    </option>
                  ))}
                </Select>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <details open={headings.every(({ column }) => column !== 'number' && column !== 'email')}>
        <summary>{t('payrolls.headings')}</summary>
        <p className="sub">{t('payrolls.headings-hint')}</p>
        <ul className="arr-words">
          {placed.map(({ text, column, place }) => (
            <li key={place}>
              <label htmlFor={`pay-heading-${place}`} className="arr-found">
                {text}
              </label>
              <Select
                id={`pay-heading-${place}`}
                value={column ?? ''}
                disabled={saying.isPending}
                onChange={({ currentTarget: { value } }) =>
                  say({ kind: 'heading', said: text, meaning: PAYROLL_COLUMNS.find((each) => each === value) ?? null })
                }
              >
                <option value="">{t('payrolls.not-read')}</option>
                {PAYROLL_COLUMNS.map((each) => (
                  <option key={each} value={each}>
                    {t(`arrivals.column.${each}`)}
                  </option>
                ))}
              </Select>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
