/** A new calendar: its name, and whose hours and closed days it begins with. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { addCalendar } from '#contract/calendars.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type CalendarLine, useAdd } from './queries.ts';
import { tidied, typedOf } from './week.ts';

const ALWAYS: [string, string][] = [['00:00', '24:00']];

export function AddCalendarDialog({ from, onClose }: { from: readonly CalendarLine[]; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const locale = useLocale();
  const navigate = useNavigate();
  const [name, setName] = useState({ es: '', en: '' });
  const [source, setSource] = useState(from[0]?.id ?? '');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const adding = useAdd();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (adding.isPending) return;
    const other = from.find((each) => each.id === source);
    const always = { 1: ALWAYS, 2: ALWAYS, 3: ALWAYS, 4: ALWAYS, 5: ALWAYS, 6: ALWAYS, 7: ALWAYS };
    const body = {
      name,
      timeZone: null,
      hours: other === undefined ? always : tidied(typedOf(other.hours)),
      closuresOf: other?.id ?? null,
    };
    const faults = faultsOf(t, addCalendar.body, body);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    adding.mutate(body, {
      onSuccess: async (calendar) => {
        toast(t('calendars.added'));
        onClose();
        await navigate({ to: '/calendarios/$id', params: { id: calendar.id } });
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('calendars.new-title')}
      confirmLoss={name.es !== '' || name.en !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('levels.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={adding.isPending}>
            {t('calendars.create')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {adding.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, adding.error)}
          </Notice>
        ) : null}
        {(['es', 'en'] as const).map((language) => (
          <Field
            key={language}
            label={t(language === 'es' ? 'calendars.field.name' : 'calendars.field.name-en')}
            optional={language === 'en'}
            error={wrong[`name.${language}`] ?? null}
          >
            {(wired) => (
              <TextInput
                {...wired}
                autoComplete="off"
                value={name[language]}
                onChange={(event) => setName({ ...name, [language]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('calendars.field.source')} hint={t('calendars.hint.source')} error={wrong.hours ?? null}>
          {(wired) => (
            <Select {...wired} value={source} onChange={(event) => setSource(event.currentTarget.value)}>
              {from.map((each) => (
                <option key={each.id} value={each.id}>
                  {local(each.name, locale)}
                </option>
              ))}
              <option value="">{t('calendars.source.always')}</option>
            </Select>
          )}
        </Field>
      </form>
    </Dialog>
  );
}
