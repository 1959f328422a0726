/** `mesa verify`: follows every chain of the history, and every receipt. */
import { verifyReceipts } from '../records/index.ts';
import { verifyChains } from '../shared/history.ts';
import type { Command } from './command.ts';
import { withDesk } from './with-desk.ts';

export const verify: Command = {
  name: 'verify',
  says: 'terminal.cli.verify',
  words: [],
  flags: {},
  run: ({ t }) =>
    withDesk(async ({ store }) => {
      const history = await verifyChains(store.read);
      const { receipts, altered } = await verifyReceipts(store.read);
      const { streams, entries, breaks } = history;
      return {
        ok: breaks.length === 0 && altered.length === 0,
        lines: [
          t('terminal.cli.verified', { streams, entries, breaks: breaks.length }),
          ...breaks.map((each) => t('terminal.cli.break', each)),
          t('terminal.cli.receipts', { receipts, altered: altered.length }),
          ...altered,
        ],
        data: { history, receipts: { receipts, altered } },
      };
    }),
};
