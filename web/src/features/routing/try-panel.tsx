/** "Which team would it go to?": the answer of the very function that sends requests, with the rule and why. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReplyOf } from '#contract/operation.ts';
import type { tryRouting } from '#contract/routing.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { type Asked, useTry, type World } from './queries.ts';
import { joined } from './words.ts';

type Search = { area?: string; servicio?: string; dependencia?: string; edificio?: string };
type Answer = ReplyOf<typeof tryRouting>;

/** What is asked stands in the address: the question can be sent to somebody. */
export function TryPanel({ world }: { world: World }) {
  const t = useT();
  const search: Search = useSearch({ strict: false });
  const area = world.areas.find(({ id }) => id === search.area) ?? world.areas[0];
  const service = area?.services.find(({ id }) => id === search.servicio);
  const agency = world.agencies.find(({ id }) => id === search.dependencia);
  const asked: Asked | null =
    area && agency
      ? {
          areaId: area.id,
          ...(service ? { serviceId: service.id } : {}),
          agencyId: agency.id,
          building: (search.edificio ?? '').slice(0, 80),
        }
      : null;
  const answer = useTry(asked);
  return (
    <section className="card" aria-labelledby="try-title">
      <div className="card__head">
        <h2 id="try-title">{t('rules.try.title')}</h2>
      </div>
      <div className="card__body rule-try">
        <Boxes world={world} area={area} serviceId={service?.id ?? ''} agencyId={agency?.id ?? ''} />
        <div className="rule-try__answer" role="status">
          {asked === null ? <p className="sub">{t('rules.try.wait')}</p> : null}
          {asked !== null && answer.data ? <Said answer={answer.data} /> : null}
        </div>
        <LoadTrouble of={answer} />
      </div>
    </section>
  );
}

type BoxesProps = { world: World; area: World['areas'][number] | undefined; serviceId: string; agencyId: string };

function Boxes({ world, area, serviceId, agencyId }: BoxesProps) {
  const t = useT();
  const locale = useLocale();
  const navigate = useNavigate();
  const { edificio = '' }: Search = useSearch({ strict: false });
  const put = (part: { [Name in keyof Search]: string | undefined }) =>
    void navigate({
      to: '/equipos/reglas',
      search: (before: Record<string, unknown>) => ({ ...before, ...part }),
      replace: true,
    });
  return (
    <>
      <Field id="try-area" label={t('rules.try.area')}>
        {(wired) => (
          <Select
            {...wired}
            value={area?.id ?? ''}
            onChange={(event) => put({ area: event.currentTarget.value, servicio: undefined })}
          >
            {world.areas.map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="try-service" label={t('rules.try.service')}>
        {(wired) => (
          <Select
            {...wired}
            value={serviceId}
            onChange={(event) => put({ area: area?.id, servicio: event.currentTarget.value || undefined })}
          >
            <option value="">{t('rules.try.no-service')}</option>
            {area?.services.map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="try-agency" label={t('rules.try.agency')}>
        {(wired) => (
          <Select
            {...wired}
            value={agencyId}
            onChange={(event) => put({ dependencia: event.currentTarget.value || undefined })}
          >
            <option value="">{t('rules.try.agency-choose')}</option>
            {world.agencies.map(({ id, acronym, name }) => (
              <option key={id} value={id}>
                {acronym} · {local(name, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="try-building" label={t('rules.try.building')} optional>
        {(wired) => (
          <TextInput
            {...wired}
            maxLength={80}
            autoComplete="off"
            value={edificio}
            onChange={(event) => put({ edificio: event.currentTarget.value || undefined })}
          />
        )}
      </Field>
    </>
  );
}

const MATCHED: Record<NonNullable<Answer['rule']>['matched'][number], MessageKey> = {
  service: 'rules.try.matched.service',
  area: 'rules.try.matched.area',
  agency: 'rules.try.matched.agency',
  building: 'rules.try.matched.building',
};

function Said({ answer }: { answer: Answer }) {
  const t = useT();
  const locale = useLocale();
  const { team, rule, person, byLoad, skipped } = answer;
  const name = team === null ? '' : local(team.name, locale);
  const all = (parts: readonly string[]) => joined(locale, 'conjunction', parts);
  return (
    <>
      <p className="rule-try__team">{team === null ? t('rules.impact.nobody') : name}</p>
      {rule === null ? (
        <p>{team === null ? t('rules.try.nobody') : t('rules.try.usual', { team: name })}</p>
      ) : (
        <p>
          {t('rules.try.rule', { rule: rule.name, team: name })}{' '}
          {t('rules.try.because', { matched: all(rule.matched.map((each) => t(MATCHED[each]))) })}
        </p>
      )}
      {byLoad ? (
        <p>
          {person === null ? t('rules.try.absent') : t('rules.try.person', { name: person.name, open: person.open })}
        </p>
      ) : null}
      {skipped.length > 0 ? (
        <p className="rule__warning">
          {t('rules.try.skipped', { names: all(skipped.map((each) => t('rules.quoted', { name: each.name }))) })}
        </p>
      ) : null}
    </>
  );
}
