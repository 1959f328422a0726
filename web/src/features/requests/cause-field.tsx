/** What it was due to: one of the area's causes, or other words. */
import { useQuery } from '@tanstack/react-query';
import { listCauses } from '#contract/canned-replies.ts';
import type { LocalText } from '#contract/shapes.ts';
import { call } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { causesFor } from './causes.ts';

/** Those of its area first. Without them any words will do: a list that does not come holds nobody up. */
export const useCauses = (areaId: string): readonly LocalText[] => {
  const { data } = useQuery({
    queryKey: ['causes'],
    queryFn: ({ signal }) => call(listCauses, { signal }),
    staleTime: 3_600_000,
  });
  return causesFor(data?.causes ?? [], areaId);
};

type Props = {
  causes: readonly LocalText[];
  value: string;
  error: string | null;
  onChange: (cause: string) => void;
};

export function CauseField({ causes, value, error, onChange }: Props) {
  const t = useT();
  const locale = useLocale();
  return (
    <Field label={t('console.resolve.cause')} hint={t('console.resolve.cause-hint')} optional error={error}>
      {(wired) => (
        <>
          <TextInput
            {...wired}
            maxLength={160}
            autoComplete="off"
            list={`${wired.id}-list`}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <datalist id={`${wired.id}-list`}>
            {causes.map((cause) => (
              <option key={cause.es} value={local(cause, locale)} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
