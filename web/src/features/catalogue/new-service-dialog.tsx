/** A new service: where it belongs, its code and its name; the rest is written in its draft. */
import { useRef, useState } from 'react';
import { createService, type ServiceDetail } from '#contract/catalogue-admin.ts';
import { faultsOf } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type Tree, useCreateService } from './queries.ts';

type Props = { areas: Tree['areas']; onClose: () => void; onDone: (service: ServiceDetail) => void };

/** The next number after those of the area: ST-21 after ST-20. */
export function nextCode(area: Tree['areas'][number] | undefined): string {
  if (!area) return '';
  const numbers = area.services.flatMap(({ code }) => {
    const found = /^(.*?)-?(\d+)$/.exec(code);
    return found?.[1] === area.code ? [Number(found[2])] : [];
  });
  return `${area.code}-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}

export function NewServiceDialog({ areas, onClose, onDone }: Props) {
  const t = useT();
  const locale = useLocale();
  const key = useRef(newKey());
  const offered = areas.filter(({ active }) => active);
  const [first] = offered;
  const blank = { areaId: first?.id ?? '', code: nextCode(first), name: '' };
  const { value, set, restored, settle } = useKept('new-service', blank);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const create = useCreateService();
  const close = () => {
    settle(blank);
    onClose();
  };
  const send = () => {
    const wrong = faultsOf(t, createService.body, value);
    setFaults(wrong);
    const [path] = Object.keys(wrong);
    if (path) return document.getElementById(`new-${path}`)?.focus();
    create.mutate(
      { ...value, key: key.current },
      {
        onSuccess: (service) => {
          settle(blank);
          onDone(service);
        },
        onError: (error) => setFaults(fieldErrors(t, error)),
      },
    );
  };
  return (
    <ActDialog
      id="new-service"
      title={t('builder.new.title')}
      submit={t('builder.new.create')}
      onClose={close}
      onSubmit={send}
      busy={create.isPending}
      error={Object.keys(faults).length > 0 ? null : create.error}
      typed={value.name !== ''}
    >
      <KeptNotice show={restored} onDrop={() => settle(blank)} />
      <Field id="new-name" label={t('builder.name')} error={faults.name ?? null}>
        {(wired) => (
          <TextInput
            {...wired}
            data-first
            value={value.name}
            maxLength={160}
            autoComplete="off"
            onChange={(event) => set({ ...value, name: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="cat-grid">
        <Field id="new-areaId" label={t('builder.area')} error={faults.areaId ?? null}>
          {(wired) => (
            <Select
              {...wired}
              value={value.areaId}
              onChange={({ currentTarget: { value: areaId } }) =>
                set({ ...value, areaId, code: nextCode(offered.find(({ id }) => id === areaId)) })
              }
            >
              {offered.map(({ id, name }) => (
                <option key={id} value={id}>
                  {local(name, locale)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field id="new-code" label={t('builder.code')} hint={t('builder.code-hint')} error={faults.code ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              value={value.code}
              maxLength={20}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => set({ ...value, code: event.currentTarget.value.toUpperCase() })}
            />
          )}
        </Field>
      </div>
    </ActDialog>
  );
}
