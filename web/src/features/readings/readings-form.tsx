/** What is looked for in the log; on a telephone it stands folded, for the readings come first. */
import { type FormEvent, useEffect, useState } from 'react';
import { READ_THINGS } from '#contract/readings.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { IconFilter, IconSearch } from '#web/shared/ui/icons.tsx';
import { filterTyped, type ReadingFilter, Sought, type Typed, typedOf } from './filter.ts';

type Faults = Readonly<Record<string, string>>;
type Given = { filter: ReadingFilter; refused: Faults; error: unknown; change: (next: ReadingFilter) => void };

/** What is typed, and again what the address says whenever it says something else. */
function useTyped({ name = '', folio = '', what, from = '', to = '' }: ReadingFilter) {
  const [typed, type] = useState<Typed>(() => typedOf({ name, folio, what, from, to }));
  useEffect(() => type(typedOf({ name, folio, what, from, to })), [name, folio, what, from, to]);
  return [typed, type] as const;
}

export function ReadingsForm({ filter, refused, error, change }: Given) {
  const t = useT();
  const [typed, type] = useTyped(filter);
  const [faults, tell] = useState<Faults>({});
  const [open, unfold] = useState(false);
  const form = useStandAtRefusal(Object.keys(refused).length > 0 ? error : null);
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = filterTyped(typed, filter.person);
    const wrong = faultsOf(t, Sought, next);
    tell(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    unfold(false);
    change(next);
  };
  const told = { ...refused, ...faults };
  const isOpen = open || Object.keys(told).length > 0;
  return (
    <search>
      <Button
        className="phone-only"
        icon={<IconFilter />}
        aria-expanded={isOpen}
        aria-controls="readings-form"
        onClick={() => unfold(!isOpen)}
      >
        {t('readings.filters')}
      </Button>
      <form
        ref={form}
        id="readings-form"
        className={isOpen ? 'readings-form readings-form--open' : 'readings-form'}
        onSubmit={find}
        noValidate
      >
        <Fields typed={typed} type={type} told={told} />
        <Button type="submit" icon={<IconSearch />}>
          {t('readings.find')}
        </Button>
      </form>
    </search>
  );
}

type FieldsGiven = { typed: Typed; type: (typed: Typed) => void; told: Faults };

function Fields({ typed, type, told }: FieldsGiven) {
  const t = useT();
  const box = (name: keyof Typed) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => type({ ...typed, [name]: event.currentTarget.value }),
  });
  const error = (name: keyof Typed) => ({ error: told[name] ?? null });
  return (
    <>
      <Field label={t('readings.person')} {...error('name')}>
        {(wired) => (
          <TextInput
            {...wired}
            {...box('name')}
            placeholder={t('readings.person-hint')}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label={t('common.folio.label')} {...error('folio')}>
        {(wired) => (
          <TextInput
            {...wired}
            {...box('folio')}
            placeholder="SS/2026/000123"
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label={t('readings.what')} {...error('what')}>
        {(wired) => (
          <Select {...wired} {...box('what')}>
            <option value="">{t('readings.every')}</option>
            {READ_THINGS.map((thing) => (
              <option key={thing} value={thing}>
                {t(`readings.what.${thing}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(['from', 'to'] as const).map((name) => (
        <Field key={name} label={t(name === 'from' ? 'readings.from' : 'readings.to')} {...error(name)}>
          {(wired) => <TextInput {...wired} {...box(name)} type="date" />}
        </Field>
      ))}
    </>
  );
}
