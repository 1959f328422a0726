/** Pure: the names of archives, which say when they are of and lead nowhere else. */

/** Two of one second do not meet: the last characters of an id are random. */
export const archiveName = ({ at, id }: { at: string; id: string }): string =>
  `mesa-${at.slice(0, 19).replaceAll(':', '-')}Z-${id.slice(-6)}.mesa`;

const NAME = /^mesa-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z-[0-9a-f]{6}\.mesa$/;

/** The instant an archive of this name is of; null of any other name. */
export function instantIn(name: string): Date | null {
  const [, day, hour, minute, second] = NAME.exec(name) ?? [];
  return day === undefined ? null : new Date(`${day}T${hour}:${minute}:${second}Z`);
}

/** In a folder, here or elsewhere. */
export type Listed = { name: string; at: Date; bytes: number };

/** Newest first; what is no archive is left out. */
export const listed = (found: readonly { name: string; bytes: number }[]): Listed[] =>
  found
    .flatMap(({ name, bytes }) => {
      const at = instantIn(name);
      return at === null ? [] : [{ name, at, bytes }];
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime() || (one.name < other.name ? 1 : -1));
