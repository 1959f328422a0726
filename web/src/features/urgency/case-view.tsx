/** What they said, what the rule gives, what is worth knowing. */
import { Link } from '@tanstack/react-router';
import { AFFECTED, ALTERNATIVES } from '#contract/requests.ts';
import type { UrgencyCase, UrgencyDecision } from '#contract/urgency.ts';
import { durationText } from '#web/shared/duration.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { IconHistory, IconInbox, IconUsers } from '#web/shared/ui/icons.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { useDates } from './use-dates.ts';
import { AFFECTED_WORDS, ALTERNATIVE_WORDS, refOf } from './words.ts';

const TONES = ['c-grey', 'c-cempa', 'c-grana'] as const;

function Said({ found }: { found: UrgencyCase }) {
  const t = useT();
  const dates = useDates();
  const { facts, objection } = found.petition;
  const rows: [string, string][] = [
    [t('urgencies.stops'), facts.stops],
    [t('urgencies.affects'), t(AFFECTED_WORDS[facts.affects])],
    [t('urgencies.needed-by'), dates.dayTime(found.neededAt)],
    [
      t('urgencies.meanwhile'),
      [t(ALTERNATIVE_WORDS[facts.alternative]), facts.meanwhile].filter((part) => part !== '').join(': '),
    ],
  ];
  return (
    <section aria-labelledby="urg-said">
      <h2 id="urg-said">{t('urgencies.said')}</h2>
      <dl className="urg-said">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {objection === null ? null : (
          <div className="urg-said__objection">
            <dt>{t('urgencies.objection')}</dt>
            <dd>{objection.reason}</dd>
          </div>
        )}
      </dl>
      <details>
        <summary>{t('urgencies.description')}</summary>
        <p className="prose">{found.request.description}</p>
      </details>
    </section>
  );
}

function Rule({ found }: { found: UrgencyCase }) {
  const t = useT();
  const locale = useLocale();
  const { facts } = found.petition;
  return (
    <section aria-labelledby="urg-rule">
      <h2 id="urg-rule">{t('urgencies.rule')}</h2>
      <div className="urg-matrix__frame">
        <table className="urg-matrix">
          <thead>
            <tr>
              <td />
              {ALTERNATIVES.map((alternative) => (
                <th key={alternative} scope="col">
                  {t(ALTERNATIVE_WORDS[alternative])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {AFFECTED.map((affects) => (
              <tr key={affects}>
                <th scope="row">{t(AFFECTED_WORDS[affects])}</th>
                {ALTERNATIVES.map((alternative) => {
                  const cell = found.matrix.find((one) => one.affects === affects && one.alternative === alternative);
                  const here = facts.affects === affects && facts.alternative === alternative;
                  return (
                    <td key={alternative} className={`${TONES[cell?.weight ?? 0]}${here ? ' urg-matrix__here' : ''}`}>
                      {cell?.level ? local(cell.level, locale) : t('urgencies.rule.stays')}
                      {here ? <small>{t('urgencies.rule.here')}</small> : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Worth({ found }: { found: UrgencyCase }) {
  const t = useT();
  const locale = useLocale();
  const { agency, open, choices, request } = found;
  const counts = choices.flatMap((choice) => {
    const count = open.find(({ levelId }) => levelId === choice.levelId)?.count ?? 0;
    return count === 0 ? [] : [t('urgencies.worth.level', { level: local(choice.name, locale), count })];
  });
  return (
    <section aria-labelledby="urg-worth">
      <h2 id="urg-worth">{t('urgencies.worth')}</h2>
      <ul className="urg-worth">
        <li>
          <IconHistory />
          <span>
            {t('urgencies.worth.agency', {
              agency: request.agencyAcronym || local(request.agencyName, locale),
              asked: agency.asked,
              changed: agency.changed,
              kept: agency.kept,
            })}
          </span>
        </li>
        <li>
          <IconInbox />
          <span>{t('urgencies.worth.open', { area: local(request.areaName, locale), levels: counts.join(', ') })}</span>
        </li>
        <li>
          <IconUsers />
          <span>
            {request.agentName === null
              ? t('urgencies.worth.nobody')
              : t('urgencies.worth.agent', { name: request.agentName })}
          </span>
        </li>
      </ul>
    </section>
  );
}

export function Decided({ decisions }: { decisions: readonly UrgencyDecision[] }) {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="urg-decided">
      <h2 id="urg-decided">{t('urgencies.decided')}</h2>
      <ol className="urg-decided">
        {decisions.map((decision) => (
          <li key={decision.round}>
            <b>
              {t('urgencies.decided.what', { outcome: decision.outcome, level: local(decision.levelAfter, locale) })}
            </b>
            <span>{decision.reason}</span>
            <small className="sub">
              {t('urgencies.decided.who', {
                by: decision.by,
                at: dates.short(decision.at),
                span: durationText(t, decision.tookMinutes),
              })}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function CaseView({ found }: { found: UrgencyCase }) {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  const { request } = found;
  return (
    <article className="urg-case" aria-labelledby="urg-subject">
      <p className="urg-case__about">
        <Folio folio={request.folio} copy />
        <span>
          {request.requesterName}, {local(request.agencyName, locale)} ·{' '}
          {t(found.round === 2 ? 'urgencies.objected-at' : 'urgencies.asked-at', { at: dates.when(found.since) })}
        </span>
      </p>
      <h1 id="urg-subject">{request.subject}</h1>
      <Said found={found} />
      <Rule found={found} />
      <Worth found={found} />
      <Decided decisions={found.decisions} />
      <p>
        <Link to="/atencion/$ref" params={{ ref: refOf(request.folio) }}>
          {t('urgencies.open-request')}
        </Link>
      </p>
    </article>
  );
}
