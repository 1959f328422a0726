/** What the last check says: a verdict for a glance, and what was found in plain words. */
import type { FindingView, IntegrityCheckView } from '#contract/integrity.ts';
import { formatWhen } from '#web/shared/format.ts';
import { type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { IconCheck, IconClock, IconWarning } from '#web/shared/ui/icons.tsx';

export function LastCheck({ check }: { check: IntegrityCheckView | null }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const result = check?.result ?? null;
  if (check === null || result === null)
    return (
      <div className="integrity__said">
        <span className="integrity__mark" aria-hidden="true">
          <IconClock />
        </span>
        <div>
          <h2 id="integrity-verdict">{t('integrity.verdict.never')}</h2>
          <p className="sub">{t('integrity.verdict.never-text')}</p>
        </div>
      </div>
    );
  const { entries, streams, records, anchors } = result;
  const when = formatWhen(new Date(check.endedAt ?? check.askedAt), { timeZone, locale, now });
  return (
    <>
      <div className={`integrity__said integrity__said--${result.whole ? 'whole' : 'broken'}`}>
        <span className="integrity__mark" aria-hidden="true">
          {result.whole ? <IconCheck /> : <IconWarning />}
        </span>
        <div>
          <h2 id="integrity-verdict">{t(result.whole ? 'integrity.verdict.whole' : 'integrity.verdict.broken')}</h2>
          <p>{t('integrity.checked', { when, by: check.askedBy ?? 'none' })}</p>
          <p className="sub">{t('integrity.counts', { entries, streams, records, anchors })}</p>
        </div>
      </div>
      <Findings findings={result.findings} />
    </>
  );
}

const isMild = ({ what }: FindingView): boolean => what === 'outside-missing';

function Findings({ findings }: { findings: readonly FindingView[] }) {
  const t = useT();
  const [grave, mild] = [findings.filter((each) => !isMild(each)), findings.filter(isMild)];
  return (
    <>
      {grave.length === 0 ? null : (
        <div className="integrity__found">
          <h3>{t('integrity.found')}</h3>
          <p className="measure">{t('integrity.found-text')}</p>
          <List of={grave} />
        </div>
      )}
      {mild.length === 0 ? null : (
        <div className="integrity__found">
          <h3>{t('integrity.mild')}</h3>
          <p className="sub measure">{t('integrity.mild-text')}</p>
          <List of={mild} />
        </div>
      )}
    </>
  );
}

function List({ of }: { of: readonly FindingView[] }) {
  const t = useT();
  return (
    <ul>
      {of.map((each) => (
        <li key={JSON.stringify(each)}>
          <strong>{t(`integrity.finding.${each.what}`)}</strong> <span className="sub">{placeOf(t, each)}</span>
        </li>
      ))}
    </ul>
  );
}

function placeOf(t: Translate, { stream, sequence, folio, anchor }: FindingView): string {
  if (anchor !== null) return t('integrity.place.anchor', { anchor });
  if (sequence === null) return folio ?? stream ?? '';
  if (folio !== null) return t('integrity.place.folio', { folio, sequence });
  return t('integrity.place.entry', { sequence, stream: stream ?? '' });
}
