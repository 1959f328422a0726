/** An institutional system: its name, and whether questions still offer it. */
import { useState } from 'react';
import { createSystem, saveSystem } from '#contract/catalogue-admin.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type Tree, useCreateSystem, useSaveSystem } from './queries.ts';
import { WordsField } from './words-field.tsx';

type System = Tree['systems'][number];

export function SystemDialog({ system, onClose }: { system: System | null; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const toast = useToast();
  const [name, setName] = useState(system?.name ?? { es: '', en: '' });
  const [active, setActive] = useState(system?.active ?? true);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const create = useCreateSystem();
  const save = useSaveSystem(system?.id ?? '');
  const act = system ? save : create;
  const send = () => {
    const told = {
      onSuccess: () => {
        toast(t('builder.lists.saved'));
        onClose();
      },
      onError: (error: unknown) => setFaults(fieldErrors(t, error)),
    };
    const body = { version: system?.version ?? 0, name, active };
    const wrong = {
      ...(system ? faultsOf(t, saveSystem.body, body) : faultsOf(t, createSystem.body, { name })),
      ...(name.es.trim() === '' ? { 'name.es': t('field.required') } : {}),
    };
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return document.getElementById('system-name.es')?.focus();
    if (system) save.mutate(body, told);
    else create.mutate({ name }, told);
  };
  return (
    <ActDialog
      id="system-form"
      title={system ? t('builder.systems.edit', { name: local(system.name, locale) }) : t('builder.systems.add')}
      submit={t('common.save')}
      onClose={onClose}
      onSubmit={send}
      busy={act.isPending}
      error={Object.keys(faults).length > 0 ? null : act.error}
      typed={name.es !== (system?.name.es ?? '')}
    >
      <WordsField
        id="system-name"
        label={t('builder.systems.name')}
        value={name}
        onChange={setName}
        faults={faults}
        path="name"
        max={120}
      />
      {system ? (
        <Checkbox
          id="system-active"
          label={t('builder.systems.active')}
          hint={t('builder.systems.active-hint')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      ) : null}
    </ActDialog>
  );
}
