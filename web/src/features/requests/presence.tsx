/** Who else is at this request: in the head of the page, and above the box when somebody else writes too. */
import type { Presence } from '#contract/live.ts';
import { useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { IconPencil } from '#web/shared/ui/icons.tsx';
import { firstName } from './words.ts';

/** More faces than this are a number. */
const FACES = 3;

export function PresenceMark({ people }: { people: readonly Presence[] }) {
  const t = useT();
  const [first] = people;
  if (first === undefined) return null;
  const writer = people.find((one) => one.writing) ?? null;
  const words = writer
    ? t('console.presence.writing', { name: firstName(writer.name) })
    : people.length === 1
      ? t('console.presence.looking', { name: firstName(first.name) })
      : t('console.presence.several', { count: people.length });
  const everybody = people
    .map(({ name, writing }) => t(writing ? 'console.presence.one-writing' : 'console.presence.one-looking', { name }))
    .join('; ');
  return (
    <span className="presence c-jaca" title={everybody}>
      {people.slice(0, FACES).map(({ personId, initials, photoId }) => (
        <Avatar key={personId} initials={initials} photoId={photoId} tone="desk" small />
      ))}
      {writer ? <IconPencil /> : null}
      <span aria-hidden="true">{words}</span>
      <span className="visually-hidden">{everybody}</span>
    </span>
  );
}

/** Said aloud once: two answers to the same question look careless. */
export function AlsoWriting({ people }: { people: readonly Presence[] }) {
  const t = useT();
  const writer = people.find((one) => one.writing);
  return (
    <p className={writer ? 'also-writing c-jaca' : 'visually-hidden'} role="status">
      {writer ? (
        <>
          <IconPencil />
          <span>{t('console.presence.also-writing', { name: firstName(writer.name) })}</span>
        </>
      ) : null}
    </p>
  );
}
