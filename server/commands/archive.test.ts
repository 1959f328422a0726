import { expect, it } from 'vitest';
import { translator } from '#locales/catalogues.ts';
import { institutionIn } from './archive.ts';

it('a desk backed up before it was set up is told as one without a name', () => {
  const t = translator('es-MX');
  const said = (institution: string): string => {
    const named = institutionIn({ t }, { institution });
    return t('terminal.cli.restored', { institution: named, at: '', rows: 1, files: 0, entries: 0, streams: 0 });
  };
  expect(said('Gobierno de Ejemplo')).toMatch(/^Restaurado: Gobierno de Ejemplo, /);
  expect(said('')).toMatch(/^Restaurado: una mesa todavía sin nombre, /);
});
