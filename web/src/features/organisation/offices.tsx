/** Who heads and who coordinates an agency, since when and until when; a vacancy says what it means. */
import { useState } from 'react';
import type { AgencyNode, Holder } from '#contract/organisation.ts';
import { holds } from '#contract/permissions.ts';
import { initialsOfName } from '#web/shared/format.ts';
import { useT } from '#web/shared/i18n.ts';
import { RoleHistoryDialog } from '#web/shared/roles/role-history-dialog.tsx';
import { useSession } from '#web/shared/session.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconHistory } from '#web/shared/ui/icons.tsx';
import { useDays } from './words.ts';

export function Offices({ agency }: { agency: AgencyNode }) {
  const t = useT();
  return (
    <div className="organisation-offices">
      <Office
        id="agency-heads"
        title={t(agency.heads.length > 1 ? 'agencies.heads' : 'agencies.head')}
        none={t('agencies.no-head-text')}
        holders={agency.heads}
      />
      <Office
        id="agency-coordinators"
        title={t('agencies.coordinators')}
        none={t('agencies.no-coordinator-text')}
        holders={agency.coordinators}
      />
    </div>
  );
}

type OfficeProps = { id: string; title: string; none: string; holders: readonly Holder[] };

function Office({ id, title, none, holders }: OfficeProps) {
  const t = useT();
  const { roles } = useSession();
  const { day, at } = useDays();
  const [open, setOpen] = useState<string | null>(null);
  const mayRead = holds(roles, 'role.read');
  return (
    <section aria-labelledby={id}>
      <h2 className="h3" id={id}>
        {title}
      </h2>
      {holders.length === 0 ? (
        <p className="sub organisation-vacancy">{none}</p>
      ) : (
        <ul className="organisation-holders">
          {holders.map(({ personId, name, since, until }) => (
            <li key={personId}>
              <Avatar initials={initialsOfName(name)} />
              <div>
                <strong>{name}</strong>
                <small>
                  {since === null ? t('agencies.since-before') : t('agencies.since', { day: at(since) })}
                  {until === null ? '' : `, ${t('agencies.until', { day: day(until) })}`}
                </small>
              </div>
              {mayRead ? (
                <Button
                  small
                  kind="quiet"
                  icon={<IconHistory />}
                  aria-label={t('roles.history-open', { name })}
                  onClick={() => setOpen(personId)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {open === null ? null : <RoleHistoryDialog personId={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
