/** Accounts of the institution that one enters with, or could: linked and unlinked here. Comes after the profile, where there are any. */
import '#web/styles/directories.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatAgo, formatDay } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { type OwnDirectory, ownDirectories } from './directory-queries.ts';
import { LinkDirectoryDialog } from './link-directory-dialog.tsx';
import { UnlinkDirectoryDialog } from './unlink-directory-dialog.tsx';

export default function OwnDirectories() {
  const t = useT();
  const locale = useLocale();
  const own = useQuery(ownDirectories);
  const [open, setOpen] = useState<OwnDirectory | null>(null);
  const close = () => setOpen(null);
  if (own.isError && !own.data) return <LoadTrouble of={own} />;
  if (!own.data || own.data.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="profile-directories">
      <h2 id="profile-directories">{t('entrances.own.title')}</h2>
      <p className="sub">{t('entrances.own.what')}</p>
      <ul className="session-list">
        {own.data.map((each) => {
          const name = local(each.name, locale);
          const act = each.linkedAt === null ? 'link' : 'unlink';
          return (
            <li key={each.id}>
              <div>
                <strong>{name}</strong>
                <p className="small sub">
                  <Standing of={each} />
                </p>
              </div>
              <Button small onClick={() => setOpen(each)} aria-label={t(`entrances.own.${act}-one`, { name })}>
                {t(`entrances.own.${act}`)}
              </Button>
            </li>
          );
        })}
      </ul>
      {open === null ? null : open.linkedAt === null ? (
        <LinkDirectoryDialog directory={open} name={local(open.name, locale)} onClose={close} />
      ) : (
        <UnlinkDirectoryDialog id={open.id} name={local(open.name, locale)} onClose={close} />
      )}
    </section>
  );
}

function Standing({ of: { linkedAt, lastUsedAt } }: { of: OwnDirectory }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  if (linkedAt === null) return t('entrances.own.not-linked');
  const day = formatDay(new Date(linkedAt), { timeZone, locale, now });
  const used = lastUsedAt === null ? null : formatAgo(new Date(lastUsedAt), { timeZone, locale, now });
  return `${t('entrances.own.linked-since', { day })} ${
    used === null ? t('entrances.own.unused') : t('entrances.own.used', { when: used })
  }`;
}
