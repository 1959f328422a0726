/** Rules as the sentences people read. */
import { expect, it } from 'vitest';
import type { RuleView } from '#contract/routing.ts';
import { translator } from '#locales/catalogues.ts';
import { ruleSentence } from './words.ts';

const named = (...names: string[]) => names.map((es) => ({ id: es, name: { es, en: `${es} (en)` }, active: true }));
const rule = (more: object): RuleView =>
  ({
    match: 'all',
    services: [],
    areas: [],
    agencies: [],
    building: '',
    team: { id: 'networks', name: { es: 'Redes', en: 'Networks' }, active: true },
    byLoad: false,
    ...more,
  }) as unknown as RuleView;
const es = (more: object) =>
  ruleSentence(translator('es-MX'), rule(more), { locale: 'es-MX', name: (text) => text.es });

it.each([
  [{ services: named('Correo') }, 'Si el servicio es «Correo», va a Redes.'],
  [
    { match: 'any', services: named('Correo'), agencies: [{ acronym: 'SAyGP' }] },
    'Si el servicio es «Correo» o la dependencia es SAyGP, va a Redes.',
  ],
  [
    { areas: named('Soporte técnico'), building: 'Palacio', byLoad: true },
    'Si el área es «Soporte técnico» y el edificio dice «Palacio», va a Redes, a quien tenga menos solicitudes abiertas.',
  ],
  [{ services: named('A', 'B', 'C') }, 'Si el servicio es «A», «B» o «C», va a Redes.'],
  // One left over is said by its name: the words would be no shorter.
  [{ services: named('A', 'B', 'C', 'D', 'E') }, 'Si el servicio es «A», «B», «C», «D» o «E», va a Redes.'],
  [{ services: named('A', 'B', 'C', 'D', 'E', 'F') }, 'Si el servicio es «A», «B», «C», «D» o 2 más, va a Redes.'],
])('%# is read as it was meant', (more, sentence) => {
  expect(es(more)).toBe(sentence);
});

it('is read in English too', () => {
  const english = ruleSentence(translator('en'), rule({ services: named('Correo') }), {
    locale: 'en',
    name: (text) => text.en,
  });
  expect(english).toBe('If the service is “Correo (en)”, it goes to Networks.');
});
