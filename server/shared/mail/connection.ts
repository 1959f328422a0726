/** Conversations with one SMTP server: opened, kept for the next letter, given up after a while. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Delivery } from '../mailbox.ts';
import type { Message } from './message.ts';
import { connectionOptions, type SmtpServer } from './smtp-url.ts';

/** Shorter than what servers keep an idle client for, so that few letters meet a closed door. */
const IDLE_MS = 15_000;
/** A server that answers drop by drop never lets the socket's own timeout pass. */
const LETTER_MS = 180_000;
const MAX_IDLE = 4;

type Refusal = Error & { code?: string; responseCode?: number; command?: string };

const reasonOf = (error: Refusal): string => error.message.replace(/\s+/g, ' ').slice(0, 300);

/** Connects and signs in. Any error here concerns the server, never a letter. */
export function connect(server: SmtpServer, ownName: string): Promise<SMTPConnection> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(connectionOptions(server, ownName));
    // The listener stays: an idle connection that the server drops must not end the program.
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('Connection closed')));
    connection.connect((error) => {
      if (error) return reject(error);
      if (server.user === '') return resolve(connection);
      connection.login({ credentials: { user: server.user, pass: server.password } }, (failed) => {
        if (!failed) return resolve(connection);
        // Before the line is closed: its end would be told as the reason.
        reject(failed);
        connection.close();
      });
    });
  });
}

type Tried = { error: Refusal | null; begun: boolean };

/** `begun`: bytes of the letter left, so that its end may be unknown. */
function transmit(connection: SMTPConnection, message: Message): Promise<Tried> {
  return new Promise((resolve) => {
    const body = Readable.from([message.bytes], { objectMode: false });
    const slow = setTimeout(() => {
      connection.close();
      resolve({ error: new Error('The server took too long to take the letter'), begun: body.readableDidRead });
    }, LETTER_MS);
    connection.send({ from: message.from, to: [message.to], size: message.bytes.length }, body, (error) => {
      clearTimeout(slow);
      resolve({ error, begun: body.readableDidRead });
    });
  });
}

/** Whether the fault lies with this letter or with the server as a whole. */
function verdict({ error, begun }: Tried): Delivery {
  if (error === null) return { outcome: 'sent' };
  const reason = reasonOf(error);
  const aboutLetter = error.code === 'EMESSAGE' || (error.code === 'EENVELOPE' && error.command !== 'MAIL FROM');
  const isPermanent = (error.responseCode ?? 0) >= 500 && error.responseCode !== 503;
  if (aboutLetter && isPermanent) return { outcome: 'refused', reason };
  return { outcome: aboutLetter || begun ? 'later' : 'unreachable', reason };
}

export type Connections = {
  deliver(message: Message): Promise<Delivery>;
  close(): void;
};

export function openConnections(server: SmtpServer, ownName: string): Connections {
  const idle: { connection: SMTPConnection; timer: NodeJS.Timeout }[] = [];
  let closed = false;

  const keep = (connection: SMTPConnection) => {
    if (closed || idle.length >= MAX_IDLE) return connection.quit();
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((each) => each.connection === connection),
        1,
      );
      connection.quit();
    }, IDLE_MS);
    timer.unref();
    idle.push({ connection, timer });
  };
  const takeIdle = (): SMTPConnection | null => {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      clearTimeout(kept.timer);
      if (!kept.connection.destroyed) return kept.connection;
    }
    return null;
  };
  /** After a refusal the conversation goes on from its beginning; after anything else it is over. */
  const settle = (connection: SMTPConnection, error: Refusal | null) => {
    if (error === null) return keep(connection);
    const mayGoOn = (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') && error.responseCode !== 421;
    if (!mayGoOn || connection.destroyed) return connection.close();
    connection.reset((failed) => (failed ? connection.close() : keep(connection)));
  };
  const attempt = async (connection: SMTPConnection, message: Message): Promise<Tried> => {
    const tried = await transmit(connection, message);
    settle(connection, tried.error);
    return tried;
  };

  return {
    deliver: async (message) => {
      const kept = takeIdle();
      if (kept !== null) {
        const delivery = verdict(await attempt(kept, message));
        // The server may have closed the kept connection meanwhile: not a byte left, so a new one may be tried.
        if (delivery.outcome !== 'unreachable') return delivery;
      }
      try {
        return verdict(await attempt(await connect(server, ownName), message));
      } catch (error) {
        return { outcome: 'unreachable', reason: reasonOf(error instanceof Error ? error : new Error(String(error))) };
      }
    },
    close: () => {
      closed = true;
      for (let kept = takeIdle(); kept !== null; kept = takeIdle()) kept.quit();
    },
  };
}
