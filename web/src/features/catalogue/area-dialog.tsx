/** An area: its words, and the level of what names no service. */
import { useState } from 'react';
import { createArea, saveArea } from '#contract/catalogue-admin.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Checkbox, Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type Tree, useCreateArea, useLevels, useSaveArea } from './queries.ts';
import { WordsField } from './words-field.tsx';

type Area = Tree['areas'][number];
const NO_WORDS = { es: '', en: '' };

export function AreaDialog({ area, onClose }: { area: Area | null; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const toast = useToast();
  const levels = useLevels();
  const start = area ?? {
    code: '',
    name: NO_WORDS,
    description: NO_WORDS,
    examples: NO_WORDS,
    levelId: '',
    active: true,
  };
  const [value, setValue] = useState({
    ...{ code: start.code, name: start.name, description: start.description, examples: start.examples },
    ...{ levelId: String(start.levelId), active: start.active },
  });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const create = useCreateArea();
  const save = useSaveArea(area?.id ?? '');
  const act = area ? save : create;
  const { code, active, ...words } = value;
  const levelId = words.levelId || (levels[0]?.id ?? '');
  const send = () => {
    const told = {
      onSuccess: () => {
        toast(t('builder.lists.saved'));
        onClose();
      },
      onError: (error: unknown) => setFaults(fieldErrors(t, error)),
    };
    const content = { ...words, levelId };
    const made = { code, ...content };
    const saved = { version: area?.version ?? 0, ...content, active };
    const wrong = {
      ...(area ? faultsOf(t, saveArea.body, saved) : faultsOf(t, createArea.body, made)),
      ...(words.name.es.trim() === '' ? { 'name.es': t('field.required') } : {}),
    };
    setFaults(wrong);
    const [path] = Object.keys(wrong);
    if (path) return document.getElementById(`area-${path}`)?.focus();
    if (area) save.mutate(saved, told);
    else create.mutate(made, told);
  };
  return (
    <ActDialog
      id="area-form"
      title={area ? t('builder.areas.edit', { name: local(area.name, locale) }) : t('builder.areas.add')}
      submit={t('common.save')}
      onClose={onClose}
      onSubmit={send}
      busy={act.isPending}
      error={Object.keys(faults).length > 0 ? null : act.error}
      typed={JSON.stringify(value.name) !== JSON.stringify(start.name)}
      wide
    >
      {area ? null : (
        <Field
          id="area-code"
          label={t('builder.areas.code')}
          hint={t('builder.areas.code-hint')}
          error={faults.code ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              className="input--short"
              value={code}
              maxLength={20}
              autoComplete="off"
              onChange={(event) => setValue({ ...value, code: event.currentTarget.value.toUpperCase() })}
            />
          )}
        </Field>
      )}
      {(['name', 'description', 'examples'] as const).map((part) => (
        <WordsField
          key={part}
          id={`area-${part}`}
          label={t(`builder.areas.${part}`)}
          value={value[part]}
          onChange={(next) => setValue({ ...value, [part]: next })}
          faults={faults}
          path={part}
          max={part === 'name' ? 160 : 600}
          long={part !== 'name'}
        />
      ))}
      <Field
        id="area-levelId"
        label={t('builder.areas.level')}
        hint={t('builder.areas.level-hint')}
        error={faults.levelId ?? null}
      >
        {(wired) => (
          <Select
            {...wired}
            value={levelId}
            onChange={(event) => setValue({ ...value, levelId: event.currentTarget.value })}
          >
            {levels.map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {area ? (
        <Checkbox
          id="area-active"
          label={t('builder.areas.active')}
          checked={active}
          onChange={(event) => setValue({ ...value, active: event.currentTarget.checked })}
        />
      ) : null}
    </ActDialog>
  );
}
