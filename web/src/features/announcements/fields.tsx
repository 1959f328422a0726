/** What a notice says, when, to whom and about what. */
import { ANNOUNCEMENT_KINDS, AUDIENCES } from '#contract/announcements.ts';
import { holds } from '#contract/permissions.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { ChooseMany, type Option } from '#web/shared/ui/choose-many.tsx';
import { Checkbox, Field, RadioCards, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type Content, useAgencies, useAreas, useReach, useSystems } from './queries.ts';

export type FieldsProps = {
  content: Content;
  faults: Record<string, string>;
  onChange: (patch: Partial<Content>) => void;
  /** It is shown already: its kind and its readers stay. */
  shown: boolean;
};

export function WordFields({ content, faults, onChange, shown }: FieldsProps) {
  const t = useT();
  const { roles } = useSession();
  const kinds = ANNOUNCEMENT_KINDS.filter((kind) => roles.includes('service_owner') || kind === 'outage');
  const words = (part: 'title' | 'body', language: 'es' | 'en') => ({
    value: content[part][language],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [part]: { ...content[part], [language]: event.currentTarget.value } }),
  });
  return (
    <>
      {shown ? null : (
        <RadioCards
          legend={t('announcing.kind')}
          name="announcing-kind"
          value={content.kind}
          onChange={(kind) => onChange({ kind: ANNOUNCEMENT_KINDS.find((each) => each === kind) ?? 'outage' })}
          options={kinds.map((kind) => ({
            value: kind,
            label: t(`announcements.kind.${kind}`),
            hint: t(`announcing.kind-hint.${kind}`),
          }))}
        />
      )}
      <div className="announcing-pair">
        <Field label={t('announcing.title-es')} hint={t('announcing.title-hint')} error={faults['title.es'] ?? null}>
          {(wired) => <TextInput {...wired} maxLength={120} {...words('title', 'es')} />}
        </Field>
        <Field
          label={t('announcing.title-en')}
          hint={t('announcing.en-hint')}
          optional
          error={faults['title.en'] ?? null}
        >
          {(wired) => <TextInput {...wired} maxLength={120} {...words('title', 'en')} />}
        </Field>
        <Field label={t('announcing.body-es')} hint={t('announcing.body-hint')} error={faults['body.es'] ?? null}>
          {(wired) => <TextArea {...wired} rows={4} maxLength={2000} {...words('body', 'es')} />}
        </Field>
        <Field
          label={t('announcing.body-en')}
          hint={t('announcing.en-hint')}
          optional
          error={faults['body.en'] ?? null}
        >
          {(wired) => <TextArea {...wired} rows={4} maxLength={2000} {...words('body', 'en')} />}
        </Field>
      </div>
    </>
  );
}

const MOMENTS = ['begins', 'until', 'showFrom'] as const;

export function DateFields({ content, faults, onChange, shown }: FieldsProps) {
  const t = useT();
  const needed = { begins: content.kind === 'maintenance', until: content.kind !== 'outage', showFrom: false };
  const asked = MOMENTS.filter(
    (each) => (each !== 'showFrom' || !shown) && (each !== 'begins' || content.kind !== 'information'),
  );
  return (
    <div className="announcing-three">
      {asked.map((each) => (
        <Field
          key={each}
          label={t(`announcing.${each}`)}
          hint={t(`announcing.${each}-hint`)}
          optional={!needed[each]}
          error={faults[each] ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="datetime-local"
              value={content[each] ?? ''}
              onChange={(event) => onChange({ [each]: event.currentTarget.value || null })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

export function ReaderFields({ content, faults, onChange, shown }: FieldsProps) {
  const t = useT();
  const locale = useLocale();
  const { roles } = useSession();
  const agencies = useAgencies();
  const people = useReach({ audience: content.audience, agencyIds: content.agencyIds });
  return (
    <>
      {shown ? null : (
        <RadioCards
          legend={t('announcing.audience')}
          name="announcing-audience"
          value={content.audience}
          onChange={(chosen) => {
            const audience = AUDIENCES.find((each) => each === chosen) ?? 'everybody';
            onChange({ audience, ...(audience === 'everybody' ? {} : { onSignIn: false }) });
          }}
          options={AUDIENCES.map((audience) => ({
            value: audience,
            label: t(`announcing.audience.${audience}`),
            hint: t(`announcing.audience-hint.${audience}`),
          }))}
        />
      )}
      {content.audience === 'agencies' && !shown ? (
        <ChooseMany
          label={t('announcing.agencies')}
          hint={t('announcing.agencies-hint')}
          error={faults.agencyIds ?? null}
          options={agencies.map(({ id, acronym, name }) => ({ value: id, label: local(name, locale), note: acronym }))}
          chosen={content.agencyIds}
          gone={() => t('common.chosen.gone')}
          onChange={(agencyIds) => onChange({ agencyIds: agencyIds as Content['agencyIds'] })}
        />
      ) : null}
      {people === undefined ? null : (
        <p className="strong" role="status">
          {t('announcing.reach', { count: people })}
        </p>
      )}
      {content.audience === 'everybody' && roles.includes('service_owner') ? (
        <>
          <Checkbox
            label={t('announcing.sign-in')}
            hint={t('announcing.sign-in-hint')}
            error={faults.onSignIn ?? null}
            checked={content.onSignIn}
            onChange={(event) => onChange({ onSignIn: event.currentTarget.checked })}
          />
          {content.onSignIn ? <Notice kind="warning">{t('announcing.sign-in-warning')}</Notice> : null}
        </>
      ) : null}
    </>
  );
}

const KINDS = { area: 'areaIds', service: 'serviceIds', system: 'systems' } as const;

/** One list of three kinds of things: each value says of which it is. */
export function TouchFields({ content, faults, onChange }: FieldsProps) {
  const t = useT();
  const locale = useLocale();
  const { roles } = useSession();
  const areas = useAreas();
  const systems = useSystems(holds(roles, 'catalogue.administer'));
  const options: Option[] = [
    ...areas.map(({ id, name }) => ({ value: `area ${id}`, label: local(name, locale), note: t('announcing.area') })),
    ...areas.flatMap((area) =>
      area.services.map(({ id, name, code }) => ({ value: `service ${id}`, label: local(name, locale), note: code })),
    ),
    ...systems.map(({ key, name }) => ({
      value: `system ${key}`,
      label: local(name, locale),
      note: t('announcing.system'),
    })),
  ];
  const chosen = (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) =>
    content[KINDS[kind]].map((value) => `${kind} ${value}`),
  );
  const of = (values: readonly string[], kind: keyof typeof KINDS) =>
    values.filter((each) => each.startsWith(`${kind} `)).map((each) => each.slice(kind.length + 1));
  return (
    <ChooseMany
      label={t('announcing.touches')}
      hint={t('announcing.touches-hint')}
      error={faults.areaIds ?? faults.serviceIds ?? faults.systems ?? null}
      optional={roles.includes('service_owner')}
      options={options}
      chosen={chosen}
      gone={() => t('common.chosen.gone')}
      onChange={(values) =>
        onChange({
          areaIds: of(values, 'area') as Content['areaIds'],
          serviceIds: of(values, 'service') as Content['serviceIds'],
          systems: of(values, 'system'),
        })
      }
    />
  );
}
