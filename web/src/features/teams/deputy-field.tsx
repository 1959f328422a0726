/** Who stands in: people of their teams who are there on those days. */
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useDeputies } from './absence-queries.ts';

type Props = {
  draft: { personId: string; from: string; to: string; deputyId: string };
  error: string | null;
  onChange: (deputyId: string) => void;
};

export function DeputyField({ draft, error, onChange }: Props) {
  const t = useT();
  const { personId, from, to, deputyId } = draft;
  const deputies = useDeputies(personId, from !== '' && to >= from ? { from, to } : null);
  const people = deputies.data?.people ?? [];
  const nobody = deputies.data !== undefined && people.length === 0;
  return (
    <>
      <Field label={t('absences.deputy')} hint={t('absences.deputy-hint')} error={error}>
        {(wired) => (
          <Select
            {...wired}
            value={deputyId}
            disabled={personId === '' || nobody}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            <option value="">{t(personId === '' ? 'absences.deputy-after' : 'absences.deputy-choose')}</option>
            {people.map((person) => (
              <option key={person.id} value={person.id} disabled={person.away && person.id !== deputyId}>
                {person.away ? t('absences.away-then', { name: person.name }) : person.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div role="status">
        {nobody ? <Notice kind="warning">{t('absences.deputy-nobody')}</Notice> : null}
        {deputies.isError ? <Notice kind="warning">{faultText(t, deputies.error)}</Notice> : null}
      </div>
    </>
  );
}
