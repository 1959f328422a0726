/** The causes of an area, one a line. */
import { useEffect, useState } from 'react';
import { saveCauses } from '#contract/canned-replies.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Head } from './back.tsx';
import { type Replies, useAreas, useCauses, useSaveCauses } from './queries.ts';

export function CausesEditor({ addFor }: { addFor: Replies['addFor'] }) {
  const t = useT();
  const locale = useLocale();
  const areas = useAreas().data?.areas ?? [];
  const causes = useCauses();
  const saving = useSaveCauses();
  const [areaId, choose] = useState(addFor === 'every' ? '' : (addFor[0] ?? ''));
  const [text, write] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const kept = causes.data?.causes.filter((cause) => (cause.areaId ?? '') === areaId).map((cause) => cause.name);
  const stored = kept?.join('\n') ?? '';
  useEffect(() => write(stored), [stored]);
  const body = () => ({
    areaId: areaId === '' ? null : areaId,
    names: text
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  });
  return (
    <>
      <Head title={t('console.causes.title')} />
      <form
        className="split__body rq-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const faults = Object.values(faultsOf(t, saveCauses.body, body()));
          setWrong(faults[0] ?? null);
          if (faults.length === 0) saving.mutate(body());
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
        <Field label={t('console.causes.list')} hint={t('console.causes.hint')} error={wrong}>
          {(wired) => (
            <TextArea {...wired} rows={8} value={text} onChange={(event) => write(event.currentTarget.value)} />
          )}
        </Field>
        <p className="rq-actions">
          <Button kind="primary" type="submit" busy={saving.isPending}>
            {t('common.save')}
          </Button>
        </p>
      </form>
    </>
  );
}
