/** The one page the server itself writes: for whoever arrives under a name the desk does not know. */
import { translator } from '#locales/catalogues.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

export function foreignHostPage(publicUrl: string): string {
  const t = translator('es-MX');
  return `<!doctype html>
<html lang="es-MX"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(t('common.host.title'))}</title></head>
<body><main><h1>${escaped(t('common.host.title'))}</h1>
<p>${escaped(t('common.host.explanation'))} <a href="${escaped(publicUrl)}">${escaped(publicUrl)}</a></p>
<p>${escaped(t('common.host.operator'))} <code>PUBLIC_URL</code></p></main></body></html>
`;
}
