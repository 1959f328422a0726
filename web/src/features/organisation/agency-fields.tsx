/** The boxes of an agency, and what is typed in them as the contract has it. */
import { AGENCY_KINDS } from '#contract/agencies.ts';
import type { AgencyNode } from '#contract/organisation.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, RadioCards, Select, TextInput } from '#web/shared/ui/field.tsx';
import { AgencyOptions } from './agency-options.tsx';
import type { Added, Organisation } from './queries.ts';
import { KIND_WORDS } from './words.ts';

/** As the boxes hold it. `keeps`: whether another name is a new one or puts a mistake right; empty: not said. */
export type Draft = {
  acronym: string;
  es: string;
  en: string;
  kind: AgencyNode['kind'];
  parentId: string;
  validFrom: string;
  keeps: '' | 'new' | 'mistake';
};

export const draftOf = (agency: AgencyNode | null, today: string): Draft => ({
  acronym: agency?.acronym ?? '',
  es: agency?.name.es ?? '',
  en: agency?.name.en ?? '',
  kind: agency?.kind ?? 'dependencia',
  parentId: agency?.parentId ?? '',
  validFrom: agency?.validFrom ?? today,
  keeps: '',
});

export const saidIn = ({ acronym, es, en, kind, parentId, validFrom }: Draft): Added => ({
  ...{ acronym, name: { es, en: en.trim() === '' ? es : en }, kind, validFrom },
  parentId: parentId === '' ? null : parentId,
});

export const isRenamed = (agency: AgencyNode, draft: Draft): boolean => {
  const { acronym, name } = saidIn(draft);
  return acronym.trim() !== agency.acronym || name.es.trim() !== agency.name.es || name.en.trim() !== agency.name.en;
};

type Props = {
  value: Draft;
  onChange: (next: Draft) => void;
  faults: Record<string, string>;
  agency: AgencyNode | null;
  tree: Organisation;
};

export function AgencyFields({ value, onChange, faults, agency, tree }: Props) {
  const t = useT();
  const take = (name: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...value, [name]: event.currentTarget.value });
  const above = tree.agencies.filter(
    ({ id, standing }) => id !== agency?.id && (standing !== 'ended' || id === value.parentId),
  );
  return (
    <>
      <Field label={t('agencies.field.name')} error={faults['name.es'] ?? null}>
        {(wired) => <TextInput {...wired} autoComplete="off" value={value.es} onChange={take('es')} />}
      </Field>
      <Field
        label={t('agencies.field.name-en')}
        hint={t('agencies.hint.name-en')}
        optional
        error={faults['name.en'] ?? null}
      >
        {(wired) => <TextInput {...wired} autoComplete="off" value={value.en} onChange={take('en')} />}
      </Field>
      <Field label={t('agencies.field.acronym')} error={faults.acronym ?? null}>
        {(wired) => <TextInput {...wired} autoComplete="off" value={value.acronym} onChange={take('acronym')} />}
      </Field>
      <Field label={t('agencies.field.kind')} error={faults.kind ?? null}>
        {(wired) => (
          <Select {...wired} value={value.kind} onChange={take('kind')}>
            {AGENCY_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(KIND_WORDS[kind])}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('agencies.field.parent')} error={faults.parentId ?? null}>
        {(wired) => (
          <Select {...wired} value={value.parentId} onChange={take('parentId')}>
            <option value="">{t('agencies.no-parent')}</option>
            <AgencyOptions of={above} />
          </Select>
        )}
      </Field>
      {agency === null ? (
        <Field label={t('agencies.field.from')} hint={t('agencies.hint.from')} error={faults.validFrom ?? null}>
          {(wired) => <TextInput {...wired} type="date" value={value.validFrom} onChange={take('validFrom')} />}
        </Field>
      ) : null}
      {agency !== null && isRenamed(agency, value) ? (
        <RadioCards
          legend={t('agencies.name-kind')}
          name="keeps"
          value={value.keeps === '' ? null : value.keeps}
          onChange={(keeps) => onChange({ ...value, keeps: keeps === 'new' ? 'new' : 'mistake' })}
          error={faults.keepsFormer ?? null}
          options={[
            { value: 'new', label: t('agencies.name-new'), hint: t('agencies.name-new-hint') },
            { value: 'mistake', label: t('agencies.name-mistake'), hint: t('agencies.name-mistake-hint') },
          ]}
        />
      ) : null}
    </>
  );
}
