/** The causes of an area. */
import { useEffect, useState } from 'react';
import { saveCauses } from '#contract/canned-replies.ts';
import type { LocalText } from '#contract/shapes.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Head } from './back.tsx';
import { CausesList } from './causes-list.tsx';
import { type Replies, useAreas, useCauses, useSaveCauses } from './queries.ts';

export function CausesEditor({ addFor }: { addFor: Replies['addFor'] }) {
  const t = useT();
  const locale = useLocale();
  const areas = useAreas().data?.areas ?? [];
  const causes = useCauses();
  const saving = useSaveCauses();
  const [areaId, choose] = useState(addFor === 'every' ? '' : (addFor[0] ?? ''));
  const [names, write] = useState<readonly LocalText[]>([]);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const data = causes.data;
  useEffect(() => {
    write(data?.causes.filter((cause) => (cause.areaId ?? '') === areaId).map((cause) => cause.name) ?? []);
    setFaults({});
  }, [data, areaId]);
  return (
    <>
      <Head title={t('console.causes.title')} />
      <form
        className="split__body rq-form replies-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (saving.isPending) return;
          // A line left empty in both languages is none.
          const filled = names.filter(({ es, en }) => es.trim() !== '' || en.trim() !== '');
          write(filled);
          const body = { areaId: areaId === '' ? null : areaId, names: [...filled] };
          const wrong = faultsOf(t, saveCauses.body, body);
          setFaults(wrong);
          if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
          saving.mutate(body, { onError: (error) => setFaults(fieldErrors(t, error)) });
        }}
      >
        <LoadTrouble of={causes} />
        {saving.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, saving.error)}
          </Notice>
        ) : null}
        {saving.isSuccess ? (
          <Notice kind="good" role="status">
            {t('console.replies.saved')}
          </Notice>
        ) : null}
        <Field label={t('console.replies.area')}>
          {(wired) => (
            <Select
              {...wired}
              value={areaId}
              onChange={(event) => {
                choose(event.currentTarget.value);
                saving.reset();
              }}
            >
              {addFor === 'every' ? <option value="">{t('console.replies.every-area')}</option> : null}
              {areas
                .filter((area) => addFor === 'every' || addFor.includes(area.id))
                .map((area) => (
                  <option key={area.id} value={area.id}>
                    {local(area.name, locale)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <CausesList causes={names} faults={faults} onChange={write} />
        <p className="rq-actions">
          <Button kind="primary" type="submit" busy={saving.isPending}>
            {t('common.save')}
          </Button>
        </p>
      </form>
    </>
  );
}
