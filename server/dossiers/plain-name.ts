/** How a file is called in a package. */

/** A name of a file system has 255 bytes at most; its number and whoever unpacks it need some. */
const MOST_BYTES = 200;

/**
 * One part of a path, whatever somebody called it; a system that knows fewer letters unpacks it too. Of a long one the end
 * stays, which says its kind, and no letter is cut in two.
 */
export function plainName(name: string): string {
  const letters = [
    ...name
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, '_')
      .replace(/[. ]+$/, '_'),
  ];
  let [from, bytes] = [letters.length, 0];
  while (from > 0) {
    bytes += Buffer.byteLength(letters[from - 1] ?? '', 'utf8');
    if (bytes > MOST_BYTES) break;
    from -= 1;
  }
  return letters.slice(from).join('');
}
