/** Another area or service, under the same folio. */
import { reclassifyRequest } from '#contract/requests.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea } from '#web/shared/ui/field.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { acts, useCatalogue } from './queries.ts';

export function ReclassifyDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const start = { areaId: view.areaId as string, serviceId: (view.serviceId ?? '') as string, reason: '' };
  const body = (values: typeof start) => ({
    version: view.version,
    areaId: values.areaId,
    serviceId: values.serviceId === '' ? null : values.serviceId,
    reason: values.reason,
  });
  const form = useActForm(reference, {
    schema: reclassifyRequest.body,
    start,
    body,
    act: (values) => acts.reclassify(view, { body: body(values) }),
    onDone: onClose,
  });
  const areas = catalogue.data?.areas ?? [];
  const services = areas.find((area) => area.id === form.values.areaId)?.services ?? [];
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('console.reclassify.title')}
      submit={t('console.act.reclassify')}
      form={form}
    >
      <p className="sub">{t('console.reclassify.text')}</p>
      <Field label={t('console.reclassify.area')} error={form.faults.areaId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={form.values.areaId}
            onChange={(event) => form.set({ areaId: event.currentTarget.value, serviceId: '' })}
          >
            {areas.map((area) => (
              <option key={area.id} value={area.id}>
                {local(area.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('console.reclassify.service')} error={form.faults.serviceId ?? null}>
        {(wired) => (
          <Select
            {...wired}
            value={form.values.serviceId}
            onChange={(event) => form.set({ serviceId: event.currentTarget.value })}
          >
            <option value="">{t('console.reclassify.no-service')}</option>
            {services.map((service) => (
              <option key={service.id} value={service.id}>
                {local(service.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t('console.reclassify.reason')}
        hint={t('console.reclassify.reason-hint')}
        error={form.faults.reason ?? null}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            maxLength={500}
            value={form.values.reason}
            onChange={(event) => form.set({ reason: event.currentTarget.value })}
          />
        )}
      </Field>
    </ActDialog>
  );
}
