/** Another area or service, under the same folio. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Answer, type Answers, answerTroubles, type Form, keptAnswers } from '#contract/forms.ts';
import { type RequestView, reclassifyRequest } from '#contract/requests.ts';
import { Refused } from '#web/shared/client.ts';
import { FormFields } from '#web/shared/forms/form-fields.tsx';
import { local, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Field, Select } from '#web/shared/ui/field.tsx';
import { ReasonField } from './act-fields.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { deskActs } from './desk-acts.ts';
import { FileAnswer } from './file-answer.tsx';
import { useCatalogue } from './queries.ts';
import { formChanged, useServiceForm } from './service-form.ts';
import { sentencesOf, useTypedAnswers } from './use-typed-answers.ts';

const PREFIX = 'rq-moved';

/** What was answered to the same question before, where it still fits: nobody types it again. */
function knownAnswers(view: RequestView, form: Form): Answers {
  const asked = new Map(view.answers.map(({ key, type }) => [key, type]));
  const known = form.flatMap((field): [string, Answer][] => {
    const answer = view.filed[field.key];
    if (answer === undefined || field.type === 'file' || asked.get(field.key) !== field.type) return [];
    const alone = { ...field, shownWhen: null };
    return answerTroubles([alone], { [field.key]: answer }, 'filing').length === 0 ? [[field.key, answer]] : [];
  });
  return Object.fromEntries(known);
}

/** The questions of the service chosen, begun with what is known. */
function useMoved(view: RequestView, serviceId: string) {
  const typed = useTypedAnswers();
  const { set } = typed;
  const form = useServiceForm({
    serviceId: serviceId === '' || serviceId === view.serviceId ? null : serviceId,
    since: null,
    onBegin: useCallback(() => undefined, []),
  });
  const { data } = form;
  const begun = useRef('');
  useEffect(() => {
    // Once for each service: under another version of its form, what was typed stays.
    if (data === undefined || begun.current === serviceId) return;
    begun.current = serviceId;
    set(knownAnswers(view, data.form));
  }, [data, serviceId, set, view]);
  const kept = (): Answers => (data === undefined ? {} : keptAnswers(data.form, typed.now(), 'filing'));
  const troubles = () => (data === undefined ? [] : answerTroubles(data.form, kept(), 'filing'));
  return {
    ...typed,
    form,
    sent: () => ({ answers: kept(), formVersion: data?.version ?? null }),
    left: troubles().filter(({ message }) => message === 'field.required').length,
    /** Sent before its questions came, what is known of them would be lost. */
    late: form.isPending && form.isEnabled,
    faults: (t: Translate) =>
      sentencesOf(
        t,
        troubles().filter(({ message }) => message !== 'field.required'),
      ),
  };
}

function MovedFields({ view, moved, faults }: { view: RequestView; moved: Moved; faults: Record<string, string> }) {
  const t = useT();
  const { data } = moved.form;
  if (moved.form.isError) return <LoadTrouble of={moved.form} />;
  if (data === undefined || data.form.length === 0) return null;
  return (
    <section className="rq-closing" aria-labelledby={`${PREFIX}-title`}>
      <h3 id={`${PREFIX}-title`}>{t('console.reclassify.asked')}</h3>
      <FormFields
        form={data.form}
        moment="filing"
        answers={moved.answers}
        faults={faults}
        prefix={PREFIX}
        onChange={moved.change}
        files={(field, given) => <FileAnswer field={field} {...given} trays={moved.trays} locked={false} />}
      />
      <p className="sub" role="status">
        {t('console.reclassify.left', { count: moved.left, name: view.requesterName })}
      </p>
    </section>
  );
}

type Moved = ReturnType<typeof useMoved>;
type Values = { areaId: string; serviceId: string; reason: string };

export function ReclassifyDialog({ view, reference, open, onClose }: ActDialogProps) {
  const t = useT();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const client = useQueryClient();
  const [serviceId, choose] = useState<string>(view.serviceId ?? '');
  const moved = useMoved(view, serviceId);
  const start: Values = { areaId: view.areaId, serviceId: view.serviceId ?? '', reason: '' };
  const body = (values: Values) => ({
    version: view.version,
    areaId: values.areaId,
    serviceId: values.serviceId === '' ? null : values.serviceId,
    reason: values.reason,
    ...moved.sent(),
  });
  const form = useActForm(
    { view, reference },
    {
      schema: reclassifyRequest.body,
      start,
      body,
      check: () => (moved.late ? { serviceId: t('requests.form.not-here') } : moved.faults(t)),
      act: async (values) => {
        await moved.arrived();
        return deskActs.reclassify(view, { body: body(values) }).catch((error: unknown) => {
          if (error instanceof Refused && error.problem.code === 'form.changed') void formChanged(client, serviceId);
          throw error;
        });
      },
      onDone: onClose,
    },
  );
  const change = (patch: Partial<Values>) => {
    form.set(patch);
    if (patch.serviceId !== undefined) choose(patch.serviceId);
  };
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
            onChange={(event) => change({ areaId: event.currentTarget.value, serviceId: '' })}
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
            onChange={(event) => change({ serviceId: event.currentTarget.value })}
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
      <MovedFields key={serviceId} view={view} moved={moved} faults={form.faults} />
      <ReasonField label={t('console.reclassify.reason')} hint={t('console.reclassify.reason-hint')} {...form} />
    </ActDialog>
  );
}
