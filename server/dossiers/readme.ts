/** `LEEME.txt`: what each file is, and how all of it is checked, with nothing of ours in the end. */
import { translator } from '#locales/catalogues.ts';
import type { Gathered } from './gather.ts';

const t = translator('es-MX');

const FILES = [
  String.raw`sed 's/{"bytes"/\n{"bytes"/g' manifiesto.json | sed -n 's/.*"name":"\([^"]*\)","sha256":"\([0-9a-f]*\)".*/\2  \1/p' | sha256sum -c`,
];
const MANIFEST = [
  `printf 'mesa-paquete/1 %s' "$(sha256sum manifiesto.json | cut -d' ' -f1)" > /tmp/texto`,
  `tail -n 1 manifiesto.sello | base64 -d > /tmp/sello`,
  `openssl dgst -sha256 -verify llave.pem -signature /tmp/sello /tmp/texto`,
];
const recordLines = (name: string): string[] => [
  String.raw`sed 's/.*"cadena":"\([^"]*\)".*/\1/' ${name}.prueba.json | tr -d '\n' > /tmp/texto`,
  String.raw`sed 's/.*"seal":"\([^"]*\)".*/\1/' ${name}.prueba.json | base64 -d > /tmp/sello`,
  `openssl dgst -sha256 -verify llave.pem -signature /tmp/sello /tmp/texto`,
  `sha256sum ${name}.json; cat /tmp/texto`,
];

/** `record`: path of one of its records, without its ending; null where there is none. */
export function readme(
  { request, institution }: Gathered,
  given: { at: string; address: string; record: string | null },
): string {
  const { governmentName: government, operatorUnit: operator } = institution;
  const { at, address, record } = given;
  const parts: [string, string[]][] = [
    [t('dossier.readme.manifest'), MANIFEST],
    [t('dossier.readme.files'), FILES],
  ];
  if (record !== null) parts.push([t('dossier.readme.record'), recordLines(record)]);
  const commands = parts.map(([said, lines]) => `     ${said}\n${lines.map((line) => `       ${line}\n`).join('')}`);
  return `${t('dossier.readme', { folio: request.folio, at, operator, government, address })}\n\n${commands.join('\n')}`;
}
