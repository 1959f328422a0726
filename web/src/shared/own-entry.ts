/** The file the program began with; the name of each version's is another. */
export const ownEntry = (): string | null => {
  const src = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src;
  return src === undefined ? null : new URL(src).pathname;
};
