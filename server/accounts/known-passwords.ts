/** Passwords everybody tries first. Fifty thousand words are read once, when the first password is chosen. */

/** What a list made of English leaks misses. Written without accents, as it is compared. */
const SPANISH = [
  'contrasena',
  'contrasenia',
  'micontrasena',
  'bienvenido',
  'bienvenida',
  'bienvenidos',
  'administrador',
];

let loading: Promise<ReadonlySet<string>> | null = null;

export function knownPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'], ...SPANISH]),
  );
  return loading;
}
