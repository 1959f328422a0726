/** `LEEME.txt`: what each file is, and how all of it is checked, with nothing of ours in the end. */
import { translator } from '#locales/catalogues.ts';
import { sha256 } from '../shared/ids.ts';
import type { Gathered } from './gather.ts';

const t = translator('es-MX');

/** Each seal has its own key: a file of them all gives only its first one to openssl. */
const KEY = [String.raw`llave() { sed -n "/^$1\$/,/^-----END/p" llaves.pem > /tmp/llave.pem; }`];
const VERIFY = 'openssl dgst -sha256 -verify /tmp/llave.pem -signature /tmp/sello /tmp/texto';
const MANIFEST = [
  'llave "$(head -n 1 manifiesto.sello)"',
  `printf 'mesa-paquete/1 %s' "$(sha256sum manifiesto.json | cut -d' ' -f1)" > /tmp/texto`,
  'tail -n 1 manifiesto.sello | base64 -d > /tmp/sello',
  VERIFY,
];
const FILES = [
  String.raw`sed 's/{"bytes"/\n{"bytes"/g' manifiesto.json | sed -n 's/.*"name":"\([^"]*\)","sha256":"\([0-9a-f]*\)".*/\2  \1/p' | sha256sum -c`,
];
const RECORDS = [
  'for r in registros/*.prueba.json; do',
  String.raw`dato() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/" "$r" | tr -d '\n'; }`,
  'llave "$(dato keyId)"; dato cadena > /tmp/texto; dato seal | base64 -d > /tmp/sello',
  `echo "$r"; ${VERIFY}`,
  `huella="$(sha256sum < "\${r%.prueba.json}.json" | cut -d' ' -f1)"`,
];
/** Its words are said, so they are in the language of the rest. */
const sums = (): string[] => [
  `case "$(cat /tmp/texto)" in *"|$huella||") echo "${t('dossier.readme.same')}";; *) echo "${t('dossier.readme.other')}";; esac`,
  'done',
];

export type Sealed = { readonly name: string; readonly keyId: string };

/** `seals`: each file that carries one, and the key it is by. */
export function readme(
  { request, institution, keys }: Gathered,
  { at, address, seals }: { at: string; address: string; seals: readonly Sealed[] },
): string {
  const { governmentName: government, operatorUnit: operator } = institution;
  const parts: [string, string[]][] = [
    [t('dossier.readme.key'), KEY],
    [t('dossier.readme.manifest'), MANIFEST],
    [t('dossier.readme.files'), FILES],
  ];
  if (seals.length > 1) parts.push([t('dossier.readme.record'), [...RECORDS, ...sums()]]);
  const commands = parts.map(([said, lines]) => `     ${said}\n${lines.map((line) => `       ${line}\n`).join('')}`);
  const used = keys
    .filter(({ id }) => seals.some(({ keyId }) => keyId === id))
    .map(({ id, publicKey }) => {
      const names = seals.filter(({ keyId }) => keyId === id).map(({ name }) => name);
      return `     ${id}: ${names.join(', ')}\n     SHA-256 ${sha256(publicKey).toString('hex')}\n`;
    });
  return [
    t('dossier.readme', { folio: request.folio, at, operator, government, address }),
    `     ${t('dossier.readme.keys')}\n${used.join('')}`,
    commands.join('\n'),
  ].join('\n\n');
}
