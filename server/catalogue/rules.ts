/** Pure: keys made of names. */

const LONGEST = 40;

/** `Recursos Humanos: trámites` → `recursos_humanos_tramites`, with a number at its end where that is taken. */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const begun = (/^[a-z]/.test(plain) ? plain : `s_${plain}`).replace(/_+$/, '').slice(0, LONGEST);
  if (!taken.has(begun)) return begun;
  const numbered = (count: number): string => `${begun.slice(0, LONGEST - 1 - String(count).length)}_${count}`;
  let count = 2;
  while (taken.has(numbered(count))) count += 1;
  return numbered(count);
}
