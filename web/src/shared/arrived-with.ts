/** What a directory put into the address, taken out of it as the document begins: there it would be kept, seen and sent. */
let answer = '';
if (location.pathname === '/entrar/directorio') {
  answer = location.search;
  history.replaceState(null, '', location.pathname);
}

/** Once: an answer is worth nothing the second time. */
export function takeAnswer(): string {
  const taken = answer;
  answer = '';
  return taken;
}
