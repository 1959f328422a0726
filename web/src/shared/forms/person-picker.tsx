/** A person by name, among those one may find. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { COLLEAGUE_LETTERS, findColleagues, readColleague } from '#contract/accounts.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import type { Wired } from '#web/shared/ui/field.tsx';
import { isChosen } from './search-words.ts';
import { useRested } from './use-rested.ts';

const HOUR = 3_600_000;
/** Until somebody found is taken, `answer` is what was typed: the form then says that it must be one of the list. */
type Props = { wired: Wired; answer: string; onAnswer: (answer: string) => void };

export function PersonPicker({ wired, answer, onAnswer }: Props) {
  const t = useT();
  const locale = useLocale();
  const client = useQueryClient();
  const typed = isChosen(answer) ? '' : answer;
  const asked = useRested(typed.trim());
  const chosen = useQuery({
    queryKey: ['colleagues', 'one', answer],
    queryFn: ({ signal }) => call(readColleague, { params: { id: answer }, signal }),
    enabled: isChosen(answer),
    staleTime: HOUR,
  });
  const found = useQuery({
    queryKey: ['colleagues', 'named', asked],
    queryFn: ({ signal }) => call(findColleagues, { query: { q: asked }, signal }),
    enabled: asked.length >= COLLEAGUE_LETTERS,
    staleTime: HOUR,
    retry: false,
  });
  const people = asked === typed.trim() ? found.data?.people : undefined;
  const short = typed.trim().length < COLLEAGUE_LETTERS;
  const status = short
    ? t('requests.form.person-letters', { count: COLLEAGUE_LETTERS })
    : found.isError
      ? faultText(t, found.error)
      : people
        ? t('requests.form.found', { count: people.length })
        : '';
  return (
    <ComboBox
      {...wired}
      text={isChosen(answer) ? (chosen.data?.name ?? '') : typed}
      onText={onAnswer}
      choices={
        short || !people
          ? null
          : people.map(({ id, name, positionName, agencyAcronym }) => ({
              value: id,
              label: name,
              note: `${local(positionName, locale)} · ${agencyAcronym}`,
            }))
      }
      onChoose={({ value }) => {
        client.setQueryData(
          ['colleagues', 'one', value],
          people?.find(({ id }) => id === value),
        );
        onAnswer(value);
      }}
      onLeave={() => undefined}
      status={status}
    />
  );
}
