/** The one agency a list is narrowed to, of those in force. */
import { useQuery } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import type { AgencyId } from '#contract/ids.ts';
import { toldApart } from '#web/shared/by-name.ts';
import { call } from '#web/shared/client.ts';
import { useLocale } from '#web/shared/i18n.ts';
import { Select } from '#web/shared/ui/field.tsx';
import { isChosen } from './search-words.ts';

const HOUR = 3_600_000;

type Props = {
  words: { label: string; every: string };
  value: AgencyId | undefined;
  onChange: (id: AgencyId | undefined) => void;
  className?: string;
};

/** Of an address. */
export const agencyAsked = (value: unknown): AgencyId | undefined =>
  typeof value === 'string' && isChosen(value) ? (value as AgencyId) : undefined;

export function AgencyFilter({ words, value, onChange, className }: Props) {
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  });
  return (
    <Select
      className={className}
      aria-label={words.label}
      value={value ?? ''}
      onChange={(event) => onChange(agencyAsked(event.currentTarget.value))}
    >
      <option value="">{words.every}</option>
      {toldApart(data?.agencies ?? [], locale).map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  );
}
