import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { safePath } from './return-path.ts';

describe('where to go after signing in', () => {
  beforeEach(() => vi.stubGlobal('location', { origin: 'https://mesa.gobierno.example' }));
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['/solicitudes', '/solicitudes'],
    ['/solicitudes?estado=open&q=a b', '/solicitudes?estado=open&q=a%20b'],
    ['/solicitudes/SS-2026-000123', '/solicitudes/SS-2026-000123'],
  ])('%s is a path of the desk', (path, expected) => {
    expect(safePath(path)).toBe(expected);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a'],
    '/entrar',
    ' /x',
  ])('%j leads home (V66)', (path) => {
    expect(safePath(path)).toBe('/');
  });
});
