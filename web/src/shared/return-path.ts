/** Where to go after signing in: a path of this desk and nothing else (no address of another site, V66). */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])/.test(path) || /[\\\p{Cc}]/u.test(path)) return '/';
  const url = new URL(path, location.origin);
  return url.origin === location.origin && url.pathname !== '/entrar' ? `${url.pathname}${url.search}` : '/';
}
