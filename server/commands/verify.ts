/** `mesa verify`: follows every chain of the history, checks every sealed act and every anchor, and names what comes first. */
import { readFile } from 'node:fs/promises';
import { checkAll, type Finding, isMild } from '../anchors/index.ts';
import type { Call, Command } from './command.ts';
import { both } from './terminal.ts';
import { withDesk } from './with-desk.ts';

export const verify: Command = {
  name: 'verify',
  says: 'terminal.cli.verify',
  words: [],
  flags: { anchor: { type: 'string', says: 'terminal.cli.verify-anchor' } },
  run: async (call) => {
    const { t } = call;
    const given = await givenAnchor(call);
    return withDesk(async (house) => {
      const checked = await checkAll(house, { given });
      const { findings } = checked;
      const ok = findings.every(isMild);
      return {
        ok,
        lines: [
          t('terminal.cli.verified', { streams: checked.streams, entries: checked.entries }),
          t('terminal.cli.sealed', {
            ...{ records: checked.records, receipts: checked.receipts, anchors: checked.anchors },
          }),
          t(ok ? 'terminal.cli.whole' : 'terminal.cli.first-bad'),
          ...findings.map((each) =>
            t('terminal.cli.finding', { what: each.what.replaceAll('-', ''), of: nameOf(call, each) }),
          ),
        ],
        data: checked,
      };
    });
  },
};

async function givenAnchor({ flags }: Call): Promise<string[]> {
  const { anchor: file } = flags;
  if (typeof file !== 'string') return [];
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw both('terminal.cli.no-anchor-file', { file });
  return [text];
}

function nameOf({ t }: Call, { stream, sequence, folio, anchor }: Finding): string {
  const parts = [
    folio,
    stream === null ? null : t('terminal.cli.finding-entry', { stream, sequence: sequence ?? 0 }),
    anchor === null ? null : t('terminal.cli.finding-anchor', { anchor }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
