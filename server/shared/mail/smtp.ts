/** Letters by SMTP. Settings of the environment win over those kept by `configure`. */
import { type Clock, systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Delivery, Letter, Mailbox } from '../mailbox.ts';
import type { Secrets } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { type Connections, openConnections } from './connection.ts';
import { isAddress, toMessage } from './message.ts';
import { readSmtpUrl } from './smtp-url.ts';

const URL_SECRET = 'smtp-url';
const FROM_SECRET = 'mail-from';

export type SmtpParts = {
  readonly settings: Pick<Settings, 'smtpUrl' | 'mailFrom' | 'publicUrl'>;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly clock?: Clock;
};

type Setting = { source: 'environment' | 'settings' | 'none'; smtpUrl: string; mailFrom: string };

/** The mailbox of a real desk. `send` never throws: what went wrong is in the delivery. */
export function smtpMailbox(parts: SmtpParts): Mailbox {
  const { settings, secrets, log } = parts;
  const clock = parts.clock ?? systemClock;
  const ownName = new URL(settings.publicUrl).hostname;
  let open: { smtpUrl: string; connections: Connections } | null = null;

  const current = (): Setting => {
    const kept = secrets.read(URL_SECRET);
    const smtpUrl = settings.smtpUrl ?? kept ?? '';
    const mailFrom = settings.mailFrom ?? secrets.read(FROM_SECRET) ?? senderFor(smtpUrl, ownName);
    return {
      source: settings.smtpUrl !== null ? 'environment' : kept !== null ? 'settings' : 'none',
      smtpUrl,
      mailFrom,
    };
  };
  /** The connections to that server; those to another are closed. */
  const connectionsTo = (smtpUrl: string): Connections | null => {
    if (open?.smtpUrl === smtpUrl) return open.connections;
    open?.connections.close();
    const server = readSmtpUrl(smtpUrl);
    open = server === null ? null : { smtpUrl, connections: openConnections(server, ownName) };
    return open?.connections ?? null;
  };

  return {
    isConfigured: () => readSmtpUrl(current().smtpUrl) !== null,
    state: () => {
      const { source, smtpUrl, mailFrom } = current();
      const server = readSmtpUrl(smtpUrl);
      return { source, host: server?.host ?? '', user: server?.user ?? '', from: source === 'none' ? '' : mailFrom };
    },
    send: async (letter) => {
      const { smtpUrl, mailFrom } = current();
      const delivery = await hand(connectionsTo(smtpUrl), letter, { from: mailFrom, at: clock.now() });
      if (delivery.outcome !== 'sent') log.warn({ messageId: letter.messageId, ...delivery }, 'letter not delivered');
      return delivery;
    },
    tryOut: async (tried, letter) => {
      const server = readSmtpUrl(tried.smtpUrl);
      const connections = server === null ? null : openConnections(server, ownName);
      const delivery = await hand(connections, letter, { from: tried.mailFrom, at: clock.now() });
      connections?.close();
      return delivery;
    },
    configure: ({ smtpUrl, mailFrom }) => {
      if (smtpUrl === '') {
        secrets.remove(URL_SECRET);
        secrets.remove(FROM_SECRET);
        return;
      }
      secrets.write(URL_SECRET, smtpUrl);
      if (mailFrom === '') secrets.remove(FROM_SECRET);
      else secrets.write(FROM_SECRET, mailFrom);
    },
    close: () => {
      open?.connections.close();
      open = null;
    },
  };
}

/** Without a sender given: the user of the mail server when that is an address, else one of the desk's host. */
function senderFor(smtpUrl: string, ownName: string): string {
  const user = readSmtpUrl(smtpUrl)?.user ?? '';
  return isAddress(user) ? user : `mesa@${ownName}`;
}

async function hand(
  connections: Connections | null,
  letter: Letter,
  given: { from: string; at: Date },
): Promise<Delivery> {
  if (connections === null) return { outcome: 'unreachable', reason: 'No mail server is set' };
  try {
    return await connections.deliver(await toMessage(letter, given));
  } catch (error) {
    // Only the making of the message throws: it would be as wrong the next time.
    return { outcome: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}
