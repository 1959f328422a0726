/** Which area, with the manual's own text and examples; optionally which service of it. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { AreaView, LevelView } from '#contract/catalogue.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, RadioCards, Select } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import type { DraftContent } from './draft.ts';
import { PromiseWords } from './promise.tsx';
import type { Catalogue } from './queries.ts';
import { useMoments } from './use-moments.ts';

/** The level that a request so described gets: of its service, else of its area. */
export function levelOf(catalogue: Catalogue | undefined, content: DraftContent): LevelView | null {
  const area = catalogue?.areas.find((one) => one.id === content.areaId);
  const service = area?.services.find((one) => one.id === content.serviceId);
  const levelId = service?.levelId ?? area?.levelId;
  return catalogue?.levels.find((level) => level.id === levelId) ?? null;
}

function ServiceChoice({
  area,
  level,
  content,
  error,
  onChange,
}: {
  area: AreaView;
  level: LevelView | null;
  content: DraftContent;
  error: string | null;
  onChange: (patch: Partial<DraftContent>) => void;
}) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const service = area.services.find((one) => one.id === content.serviceId);
  return (
    <div className="rq-service">
      <Field id="rq-service" label={t('requests.new.service')} optional error={error}>
        {(wired) => (
          <Select
            {...wired}
            value={content.serviceId ?? ''}
            onChange={(event) => onChange({ serviceId: event.currentTarget.value || null })}
          >
            <option value="">{t('requests.new.service-unknown')}</option>
            {area.services.map((one) => (
              <option key={one.id} value={one.id}>
                {local(one.name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <p className="rq-service__about" role="status">
        {service ? <span>{local(service.description, locale)}</span> : null}
        {level ? (
          <span>
            {t('requests.new.level', {
              level: local(level.name, locale),
              first: moments.span(level.firstResponseMinutes),
              all: moments.span(level.resolutionMinutes),
            })}
          </span>
        ) : null}
      </p>
      <PromiseWords level={level} />
    </div>
  );
}

type Props = {
  catalogue: UseQueryResult<Catalogue>;
  content: DraftContent;
  faults: Record<string, string>;
  onChange: (patch: Partial<DraftContent>) => void;
};

export function AreaChoice({ catalogue, content, faults, onChange }: Props) {
  const t = useT();
  const locale = useLocale();
  if (catalogue.data === undefined) {
    if (catalogue.isError)
      return (
        <Notice
          kind="problem"
          action={<Button onClick={() => void catalogue.refetch()}>{t('requests.trouble.again')}</Button>}
        >
          {t('requests.new.no-catalogue')}
        </Notice>
      );
    return <Skeleton lines={3} />;
  }
  const { areas } = catalogue.data;
  const area = areas.find((one) => one.id === content.areaId);
  if (areas.length === 0) return <Notice kind="warning">{t('requests.new.empty-catalogue')}</Notice>;
  return (
    <section className="rq-step">
      <RadioCards
        id="rq-area"
        legend={t('requests.new.area')}
        name="area"
        value={content.areaId}
        onChange={(areaId) => onChange({ areaId, serviceId: null })}
        options={areas.map((one) => ({
          value: one.id,
          label: local(one.name, locale),
          hint: [local(one.description, locale), local(one.examples, locale)].filter(Boolean).join(' '),
        }))}
        error={faults.areaId ?? null}
      />
      {area && area.services.length > 0 ? (
        <ServiceChoice
          area={area}
          level={levelOf(catalogue.data, content)}
          content={content}
          error={faults.serviceId ?? null}
          onChange={onChange}
        />
      ) : null}
    </section>
  );
}
