import { describe, expect, it } from 'vitest';
import { knownPasswords } from './known-passwords.ts';
import { passwordFault } from './password-rules.ts';

const words = [
  'Rosa Elena',
  'Canul',
  'Pech',
  'rosa.canul@finanzas.gob.mx',
  'SAyGP',
  'Mesa de Servicios',
  'Gobierno del Estado de Colima',
];

describe('a new password', () => {
  it.each([
    ['aaaaaaaaaaaa', 'password.weak'],
    ['aaaabbbbcccc', 'password.weak'],
    ['123456789012', 'password.weak'],
    ['abcdefghijkl', 'password.weak'],
    ['zyxwvutsrqpo', 'password.weak'],
    ['qwertyuiop12', 'password.weak'],
    ['tigre1tigre1', 'password.weak'],
    ['abcabcabcabc', 'password.weak'],
    ['password1234', 'password.known'],
    ['Password1234', 'password.known'],
    ['P@ssw0rd1234', 'password.known'],
    ['123password!', 'password.known'],
    ['contraseña2026', 'password.known'],
    ['Bienvenido2026', 'password.known'],
    ['sunshinedragon', 'password.known'],
    ['sunshine.dragon', 'password.known'],
    ['RosaCanul2026!', 'password.context'],
    ['rosa.canul.2026', 'password.context'],
    ['R0saC4nul-2026', 'password.context'],
    ['mesadeservicios1', 'password.context'],
    ['Colima.2026.gob', 'password.context'],
    ['GobiernoColima7', 'password.context'],
    ['finanzas-2026-.', 'password.context'],
  ])('%s is refused: %s', async (password, code) => {
    expect(passwordFault(password, { known: await knownPasswords(), words })).toBe(code);
  });

  it.each([
    'lago verde tambor nueve',
    'zapato-lluvia-cobre',
    'Estado-lago-zapato-tren',
    'Xk3!vPq9#mZt',
    'correct horse battery staple',
    'el perro de Rosa come pan',
    'ñandú y pingüino a la mesa',
    '🐝🌵🎺🧵🪁🫖🦎🧊🥁🛶🪜🧭',
  ])('%s is taken', async (password) => {
    expect(passwordFault(password, { known: await knownPasswords(), words })).toBeNull();
  });
});
