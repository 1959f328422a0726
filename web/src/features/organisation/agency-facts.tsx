/** What an agency is and how much of it there is, each figure with its way to the list. */
import { Link } from '@tanstack/react-router';
import type { AgencyPage } from '#contract/organisation.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import type { Organisation } from './queries.ts';
import { KIND_WORDS, useDays } from './words.ts';

export function AgencyFacts({ page, tree }: { page: AgencyPage; tree: Organisation }) {
  const t = useT();
  const locale = useLocale();
  const { day } = useDays();
  const { can } = useSession();
  const { agency, moves } = page;
  const parent = tree.agencies.find(({ id }) => id === agency.parentId);
  return (
    <dl className="data organisation-facts">
      <div>
        <dt>{t('agencies.field.acronym')}</dt>
        <dd>{agency.acronym}</dd>
      </div>
      <div>
        <dt>{t('agencies.field.kind')}</dt>
        <dd>{t(KIND_WORDS[agency.kind])}</dd>
      </div>
      <div>
        <dt>{t('agencies.field.parent')}</dt>
        <dd>{parent ? local(parent.name, locale) : t('agencies.no-parent')}</dd>
      </div>
      <div>
        <dt>{t('agencies.field.from')}</dt>
        <dd>{day(agency.validFrom)}</dd>
      </div>
      <div>
        <dt>{t('agencies.field.people')}</dt>
        <dd className="num">
          {can.administer && agency.people > 0 ? (
            <Link to="/administracion/personas" search={{ dependencia: agency.id }}>
              {agency.people}
            </Link>
          ) : (
            agency.people
          )}
        </dd>
      </div>
      <div>
        <dt>{t('agencies.field.requests')}</dt>
        <dd className="num">
          {can.queue && moves.requests > 0 ? (
            <Link to="/atencion" search={{ vista: 'all', dependencia: agency.id }}>
              {moves.requests}
            </Link>
          ) : (
            moves.requests
          )}
        </dd>
      </div>
    </dl>
  );
}
