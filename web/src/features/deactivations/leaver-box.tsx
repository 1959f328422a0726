/** A person with an account, by name or by employee number: of one's agency, or, for DTI, of any. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LeaverView } from '#contract/deactivation-shapes.ts';
import { findLeavers, LEAVER_LETTERS } from '#contract/deactivations.ts';
import type { AgencyId } from '#contract/ids.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { isChosen } from '#web/shared/forms/search-words.ts';
import { useRested } from '#web/shared/forms/use-rested.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ComboBox } from '#web/shared/ui/combo-box.tsx';
import type { Wired } from '#web/shared/ui/field.tsx';

/** Until somebody found is taken, `answer` is what was typed. `without`: who is not offered. */
type Props = {
  wired: Wired;
  answer: string;
  /** Of the chosen one, where it is known from elsewhere. */
  name?: string | undefined;
  agencyId?: AgencyId | undefined;
  without?: string | undefined;
  onAnswer: (answer: string) => void;
};

const keyOf = (id: string) => ['leavers', 'name', id];
/** Of somebody who was taken from the list; else empty. */
export const chosenName = (client: QueryClient, id: string): string => client.getQueryData<string>(keyOf(id)) ?? '';

type Found = ReplyOf<typeof findLeavers>;

export function LeaverBox({ wired, answer, name, agencyId, without, onAnswer }: Props) {
  const t = useT();
  const locale = useLocale();
  const client = useQueryClient();
  const typed = isChosen(answer) ? '' : answer;
  const asked = useRested(typed.trim());
  const found = useQuery({
    queryKey: ['leavers', agencyId ?? 'any', asked],
    queryFn: ({ signal }): Promise<Found> => call(findLeavers, { query: { q: asked, agencyId }, signal }),
    enabled: asked.length >= LEAVER_LETTERS,
    retry: false,
  });
  const people = asked === typed.trim() ? found.data?.people.filter(({ id }) => id !== without) : undefined;
  const short = typed.trim().length < LEAVER_LETTERS;
  const status = short
    ? t('deactivations.person.letters', { count: LEAVER_LETTERS })
    : found.isError
      ? faultText(t, found.error)
      : people
        ? t('deactivations.person.found', { count: people.length })
        : '';
  const note = ({ employeeNumber, positionName, agency }: LeaverView): string =>
    [employeeNumber, local(positionName, locale), agency.acronym].filter((part) => part !== '').join(' · ');
  return (
    <ComboBox
      {...wired}
      text={isChosen(answer) ? (name ?? chosenName(client, answer)) : typed}
      onText={onAnswer}
      choices={short || !people ? null : people.map((one) => ({ value: one.id, label: one.name, note: note(one) }))}
      onChoose={({ value, label }) => {
        client.setQueryData(keyOf(value), label);
        onAnswer(value);
      }}
      onLeave={() => undefined}
      status={status}
    />
  );
}
