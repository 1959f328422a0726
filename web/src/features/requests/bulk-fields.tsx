/** What an act on many needs to be said: the fields of each, and the act they make. */

import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import type { BulkInput } from './bulk-queries.ts';
import { useDeskLists } from './desk-lists.ts';
import { PersonChoice } from './person-choice.tsx';

export const BULK_KINDS = ['assign', 'state', 'reply'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

export const EMPTY = {
  do: '',
  teamId: '',
  agentId: '',
  reason: '',
  who: '',
  reference: '',
  until: '',
  solution: '',
  closureCode: '',
  text: '',
};
export type BulkValues = typeof EMPTY;

/** The acts among which each window lets choose; the first is what it begins with. */
export const CHOICES = {
  assign: ['assign'],
  state: ['take', 'resume', 'wait', 'resolve'],
  reply: ['ask', 'reply', 'note'],
} as const satisfies Record<BulkKind, readonly BulkInput['do'][]>;

const WORDS = {
  take: 'console.act.take',
  resume: 'console.act.resume',
  wait: 'console.act.wait',
  resolve: 'console.act.resolve',
  ask: 'console.bulk.ask',
  reply: 'console.bulk.reply',
  note: 'console.bulk.note',
} as const;

export function actOf(values: BulkValues): BulkInput {
  const { teamId, agentId, reason, who, reference, until, solution, closureCode, text } = values;
  switch (values.do) {
    case 'assign':
      return {
        do: 'assign',
        teamId,
        agentId: agentId === '' ? null : agentId,
        ...(reason.trim() === '' ? {} : { reason }),
      };
    case 'wait':
      return { do: 'wait', who, reference, until };
    case 'resolve':
      return { do: 'resolve', solution, closureCode };
    case 'resume':
      return { do: 'resume' };
    case 'take':
      return { do: 'take' };
    case 'reply':
      return { do: 'reply', text };
    case 'note':
      return { do: 'note', text };
    default:
      return { do: 'ask', text };
  }
}

type Props = {
  values: BulkValues;
  faults: Record<string, string>;
  set: (patch: Partial<BulkValues>) => void;
};

function AssignFields({ values, faults, set }: Props) {
  const t = useT();
  const locale = useLocale();
  const teams = useDeskLists(true).data?.teams ?? [];
  const members = teams.find((team) => team.id === values.teamId)?.members ?? [];
  return (
    <>
      <Field label={t('console.assign.team')} error={faults.teamId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={values.teamId}
            onChange={(event) => set({ teamId: event.currentTarget.value, agentId: '' })}
          >
            <option value="">{t('console.assign.choose-team')}</option>
            {byName(teams, locale).map((team) => (
              <option key={team.id} value={team.id}>
                {local(team.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <PersonChoice
        members={members}
        value={values.agentId}
        error={faults.agentId ?? null}
        onChange={(agentId) => set({ agentId })}
      />
      <Field
        label={t('console.assign.reason')}
        hint={t('console.assign.reason-many')}
        optional
        error={faults.reason ?? null}
      >
        {(wired) => (
          <TextInput
            {...wired}
            maxLength={500}
            value={values.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}

function WaitFields({ values, faults, set }: Props) {
  const t = useT();
  const line = (name: 'who' | 'reference' | 'until', label: string, type: 'text' | 'date', optional: boolean) => (
    <Field label={label} optional={optional} error={faults[name] ?? null}>
      {(wired) => (
        <TextInput
          {...wired}
          type={type}
          maxLength={80}
          value={values[name]}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {line('who', t('console.wait.who'), 'text', false)}
      {line('reference', t('console.wait.reference'), 'text', true)}
      {line('until', t('console.wait.until'), 'date', false)}
    </>
  );
}

function ResolveFields({ values, faults, set }: Props) {
  const t = useT();
  const locale = useLocale();
  const codes = useDeskLists(true).data?.closureCodes ?? [];
  return (
    <>
      <Field
        label={t('console.resolve.solution')}
        hint={t('console.bulk.solution-hint')}
        error={faults.solution ?? null}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={4}
            maxLength={4000}
            value={values.solution}
            onChange={(event) => set({ solution: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('console.resolve.code')} error={faults.closureCode ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={values.closureCode}
            onChange={(event) => set({ closureCode: event.currentTarget.value })}
          >
            <option value="">{t('console.resolve.choose-code')}</option>
            {codes.map((code) => (
              <option key={code.key} value={code.key}>
                {local(code.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}

export function BulkFields({ kind, ...props }: Props & { kind: BulkKind }) {
  const t = useT();
  const { values, faults, set } = props;
  if (kind === 'assign') return <AssignFields {...props} />;
  return (
    <>
      <Field label={t(kind === 'state' ? 'console.bulk.what' : 'console.bulk.how')}>
        {(wired) => (
          <Select {...wired} value={values.do} onChange={(event) => set({ do: event.currentTarget.value })}>
            {CHOICES[kind].map((each) => (
              <option key={each} value={each}>
                {t(WORDS[each])}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {values.do === 'wait' ? <WaitFields {...props} /> : null}
      {values.do === 'resolve' ? <ResolveFields {...props} /> : null}
      {kind === 'reply' ? (
        <div className={values.do === 'note' ? 'bulk__note' : undefined}>
          <Field
            label={t('console.bulk.text')}
            hint={t(values.do === 'note' ? 'console.composer.unseen' : 'console.bulk.text-hint')}
            error={faults.text ?? null}
          >
            {(wired) => (
              <TextArea
                {...wired}
                rows={5}
                maxLength={10_000}
                value={values.text}
                onChange={(event) => set({ text: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      ) : null}
    </>
  );
}
