/** Which person of a team; who is away today is said, and who stands in is offered in their place. */
import type { readDeskLists } from '#contract/catalogue.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { sayDay } from '#web/shared/days.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

type Member = ReplyOf<typeof readDeskLists>['teams'][number]['members'][number];

type Props = {
  members: readonly Member[];
  value: string;
  error: string | null;
  onChange: (agentId: string) => void;
};

export function PersonChoice({ members, value, error, onChange }: Props) {
  const t = useT();
  const locale = useLocale();
  const chosen = members.find((member) => member.id === value);
  const away = chosen?.away ?? null;
  const standIn = members.find((member) => member.id === away?.standIn?.id);
  return (
    <>
      <Field label={t('console.assign.person')} optional error={error}>
        {(wired) => (
          <Select
            {...wired}
            value={value}
            disabled={members.length === 0}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            <option value="">{t('console.assign.anyone')}</option>
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {member.away ? t('console.assign.away-option', { name: member.name }) : member.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div role="status">
        {chosen && away ? (
          <Notice kind="warning">
            <p>{t('console.assign.away', { name: chosen.name, day: sayDay(away.to, locale) })}</p>
            {standIn ? (
              <Button small onClick={() => onChange(standIn.id)}>
                {t('console.assign.stand-in', { name: standIn.name })}
              </Button>
            ) : null}
          </Notice>
        ) : null}
      </div>
    </>
  );
}
