/** The processors a process may use, as Linux writes them: "0-3,8". */

/** The last of them; null where there is only one, or none that can be read. */
export function lastOf(list: string): number | null {
  const parts = list.split(',').map((part) => part.split('-').map(Number));
  const numbers = parts.flat();
  if (list === '' || numbers.some((number) => !Number.isInteger(number))) return null;
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? null : last;
}
