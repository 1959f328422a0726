/** An agency by its name or its acronym, from the list of those in force. */
import { useQuery } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import { call } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import type { Wired } from '#web/shared/ui/field.tsx';
import { finds, isChosen } from './search-words.ts';

const HOUR = 3_600_000;
const MOST = 30;

/** Until one of the list is taken, `answer` is what was typed: the form then says that it must be one of the list. */
type Props = { wired: Wired; answer: string; onAnswer: (answer: string) => void };

export function AgencyPicker({ wired, answer, onAnswer }: Props) {
  const t = useT();
  const locale = useLocale();
  const organisation = useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  });
  const agencies = organisation.data?.agencies ?? [];
  const chosen = agencies.find((agency) => agency.id === answer);
  const typed = isChosen(answer) ? '' : answer;
  const found = agencies
    .filter((agency) => finds(typed, `${agency.acronym} ${agency.name.es} ${agency.name.en}`))
    .slice(0, MOST);
  return (
    <>
      <ComboBox
        {...wired}
        text={chosen ? local(chosen.name, locale) : typed}
        onText={onAnswer}
        choices={found.map(({ id, acronym, name }) => ({ value: id, label: local(name, locale), note: acronym }))}
        onChoose={({ value }) => onAnswer(value)}
        onLeave={() => {
          const [only] = found;
          if (typed !== '' && only && found.length === 1) onAnswer(only.id);
        }}
        status={organisation.data ? t('requests.form.found', { count: found.length }) : ''}
      />
      <LoadTrouble of={organisation} />
    </>
  );
}
