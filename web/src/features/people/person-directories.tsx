/** Who a person is in the institution's directories, and who may say so. */
import { useState } from 'react';
import type { PersonDirectories as Directories } from '#contract/directory-links.ts';
import type { PersonPage } from '#contract/person-page.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { LinkDirectoryDialog } from './link-directory-dialog.tsx';
import { nameOf } from './name.ts';
import { UnlinkDirectoryDialog } from './unlink-directory-dialog.tsx';
import { useWhen } from './when.ts';

type Link = Directories['links'][number];
const HOW_WORDS: Record<Link['how'], MessageKey> = {
  self: 'directories.person.how.self',
  number: 'directories.person.how.number',
  made: 'directories.person.how.made',
  desk: 'directories.person.how.desk',
};

export function PersonDirectories({ person }: { person: PersonPage }) {
  const t = useT();
  const { links, can, hasPassword } = person.directories;
  const [linking, setLinking] = useState(false);
  const [unlinking, setUnlinking] = useState<Link | null>(null);
  const name = nameOf(person);
  // A desk without directories has nothing to say here.
  if (links.length === 0 && !can.link) return null;
  return (
    <section className="card card__body" aria-labelledby="people-directories">
      <div className="row row--wrap people-section">
        <h2 id="people-directories">{t('directories.person.title')}</h2>
        {can.link ? (
          <Button small onClick={() => setLinking(true)}>
            {t('directories.person.link')}
          </Button>
        ) : null}
      </div>
      {links.length === 0 ? (
        <p className="sub">{t(hasPassword ? 'directories.person.none' : 'directories.person.none-passwordless')}</p>
      ) : (
        <ul className="adm-versions">
          {links.map((link) => (
            <li key={link.directoryId}>
              <Line link={link} {...(can.unlink ? { unlink: () => setUnlinking(link) } : {})} />
            </li>
          ))}
        </ul>
      )}
      {linking ? <LinkDirectoryDialog person={person} name={name} onClose={() => setLinking(false)} /> : null}
      {unlinking === null ? null : (
        <UnlinkDirectoryDialog personId={person.id} name={name} link={unlinking} onClose={() => setUnlinking(null)} />
      )}
    </section>
  );
}

function Line({ link, unlink }: { link: Link; unlink?: () => void }) {
  const t = useT();
  const when = useWhen();
  const name = local(link.name, useLocale());
  return (
    <>
      <div className="row row--wrap people-section">
        <strong>{name}</strong>
        {unlink ? (
          <Button small aria-label={t('directories.person.unlink-one', { name })} onClick={unlink}>
            {t('directories.person.unlink')}
          </Button>
        ) : null}
      </div>
      <p className="small sub">{t('directories.person.subject', { subject: link.subject })}</p>
      <p className="small sub">{t(HOW_WORDS[link.how], { at: when.at(link.linkedAt) })}</p>
      <p className="small sub">
        {link.lastUsedAt === null
          ? t('directories.person.unused')
          : t('directories.person.used', { at: when.at(link.lastUsedAt) })}
        {link.enabled ? null : ` (${t('directories.is-off')})`}
      </p>
      {link.onlyWay ? <p className="small strong">{t('directories.person.only-way')}</p> : null}
    </>
  );
}
