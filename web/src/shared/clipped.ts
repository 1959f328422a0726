/** What does not fit on its line says all of it where the pointer rests: one listener for every list of the console. */

const MINE = 'clipped';

function tell({ target }: Event): void {
  const own = target instanceof Element ? target.closest<HTMLElement>('.clip, .clip-2') : null;
  if (own === null || (own.title !== '' && own.dataset[MINE] === undefined)) return;
  const isCut = own.scrollWidth > own.clientWidth || own.scrollHeight > own.clientHeight + 1;
  if (isCut) {
    own.title = own.textContent;
    own.dataset[MINE] = '';
  } else if (own.dataset[MINE] !== undefined) {
    own.removeAttribute('title');
    delete own.dataset[MINE];
  }
}

/** An effect: gives back what ends it. */
export function tellWhatIsCut(): () => void {
  document.addEventListener('pointerover', tell);
  return () => document.removeEventListener('pointerover', tell);
}
