/** Words of the file that mean nothing here: said once what each means, and all lines are looked at again. */
import { ARRIVAL_STATES } from '#contract/arrival-kinds.ts';
import type { ArrivalDetail } from '#contract/arrivals.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useChoose, useMeanings } from './queries.ts';
import { MEANT_STATES } from './words.ts';

type Word = ArrivalDetail['words'][number];

export function UnknownWords({ arrival }: { arrival: ArrivalDetail }) {
  const t = useT();
  const locale = useLocale();
  const { id, version, words } = arrival;
  const choosing = useChoose(id);
  const meanings = useMeanings([...new Set(words.map(({ column }) => column))]);
  const optionsOf = ({ column }: Word) =>
    column === 'state'
      ? ARRIVAL_STATES.map((state) => ({ value: state as string, words: t(MEANT_STATES[state]) }))
      : (meanings[column] ?? []).map(({ value, name }) => ({ value, words: local(name, locale) }));
  const choose = (word: Word, value: string) =>
    choosing.mutate({ version, column: word.column, said: word.said, meaning: value === '' ? null : (value as never) });
  return (
    <section className="stack stack--4" aria-labelledby="arr-words-title">
      <div>
        <h3 id="arr-words-title">{t('arrivals.words')}</h3>
        <p className="sub">{t('arrivals.words-hint')}</p>
      </div>
      {choosing.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, choosing.error)}
        </Notice>
      ) : null}
      <ul className="arr-words" aria-busy={choosing.isPending || undefined}>
        {words.map((word, index) => {
          const field = `arr-word-${index}`;
          return (
            <li key={`${word.column} ${word.said}`}>
              <label htmlFor={field}>
                <b>{t(`arrivals.column.${word.column}`)}:</b>{' '}
                <span className="arr-found">{word.said === '' ? t('arrivals.empty-word') : word.said}</span>
                {word.lines > 0 ? <small className="sub">{t('arrivals.of-lines', { count: word.lines })}</small> : null}
              </label>
              <Select
                id={field}
                value={word.meaning ?? ''}
                disabled={choosing.isPending}
                onChange={(event) => choose(word, event.currentTarget.value)}
              >
                <option value="">{t('arrivals.choose')}</option>
                {optionsOf(word).map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.words}
                  </option>
                ))}
              </Select>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
