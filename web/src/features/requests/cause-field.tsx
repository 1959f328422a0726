/** What it was due to: one of the area's causes, or other words. */
import { useQuery } from '@tanstack/react-query';
import { listCauses } from '#contract/canned-replies.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, TextInput } from '#web/shared/ui/field.tsx';

type Props = { areaId: string; value: string; error: string | null; onChange: (cause: string) => void };

export function CauseField({ areaId, value, error, onChange }: Props) {
  const t = useT();
  // Without them any words will do: a list that does not come holds nobody up.
  const causes = useQuery({
    queryKey: ['causes'],
    queryFn: ({ signal }) => call(listCauses, { signal }),
    staleTime: 3_600_000,
  });
  const fitting = causes.data?.causes.filter((cause) => cause.areaId === null || cause.areaId === areaId) ?? [];
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
            {fitting.map((cause) => (
              <option key={cause.name} value={cause.name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
