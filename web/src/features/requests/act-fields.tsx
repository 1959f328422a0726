/** What an act asks for, the same on one request and on many. */
import { SOLUTION_MAX } from '#contract/request-acts.ts';
import { byName } from '#web/shared/by-name.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { useDeskLists } from './desk-lists.ts';
import { PersonChoice } from './person-choice.tsx';

export type FieldsOf<Values> = {
  values: Values;
  faults: Record<string, string>;
  set: (patch: Partial<Values>) => void;
};

type Assigned = { teamId: string; agentId: string; reason: string };

type AssignProps = FieldsOf<Assigned> & { areaId?: string; reasonHint: string; reasonOptional: boolean };

/** `areaId`: its teams come first, for they attend it nearly always. */
export function AssignFields({ values, faults, set, areaId, reasonHint, reasonOptional }: AssignProps) {
  const t = useT();
  const locale = useLocale();
  const teams = byName(useDeskLists(true).data?.teams ?? [], locale);
  const members = teams.find((team) => team.id === values.teamId)?.members ?? [];
  const near = teams.filter((team) => team.areaId === areaId);
  const others = teams.filter((team) => team.areaId !== areaId);
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
            {[...near, ...others].map((team) => (
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
      <ReasonField
        label={t('console.assign.reason')}
        hint={reasonHint}
        optional={reasonOptional}
        {...{ values, faults, set }}
      />
    </>
  );
}

type ReasonProps = FieldsOf<{ reason: string }> & {
  label: string;
  hint?: string;
  optional?: boolean;
  rows?: number;
  max?: number;
};

export function ReasonField({ label, hint, optional = false, rows = 2, max = 500, ...form }: ReasonProps) {
  return (
    <Field label={label} hint={hint} optional={optional} error={form.faults.reason ?? null}>
      {(wired) => (
        <TextArea
          {...wired}
          rows={rows}
          maxLength={max}
          value={form.values.reason}
          onChange={(event) => form.set({ reason: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

export function WaitFields({ values, faults, set }: FieldsOf<{ who: string; reference: string; until: string }>) {
  const t = useT();
  const field = (name: 'who' | 'reference' | 'until', label: string, hint?: string) => (
    <Field label={label} hint={hint} optional={name === 'reference'} error={faults[name] ?? null}>
      {(wired) => (
        <TextInput
          {...wired}
          type={name === 'until' ? 'date' : 'text'}
          maxLength={name === 'who' ? 160 : 80}
          value={values[name]}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {field('who', t('console.wait.who'))}
      {field('reference', t('console.wait.reference'), t('console.wait.reference-hint'))}
      {field('until', t('console.wait.until'))}
    </>
  );
}

type Solved = { solution: string; closureCode: string };

export function SolutionFields({ values, faults, set, hint }: FieldsOf<Solved> & { hint: string }) {
  const t = useT();
  const locale = useLocale();
  const codes = useDeskLists(true).data?.closureCodes ?? [];
  return (
    <>
      <Field label={t('console.resolve.solution')} hint={hint} error={faults.solution ?? null}>
        {(wired) => (
          <TextArea
            {...wired}
            rows={4}
            maxLength={SOLUTION_MAX}
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
