/** Server-sent events over HTTP: an answer that stays open until one of both sides ends it. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { EventId } from '#contract/live.ts';
import { Fault } from '../fault.ts';
import type { Settings } from '../settings.ts';
import type { StreamAnswer } from './answer.ts';

/** C36: browsers let any page open a stream anywhere; ours opens to our own pages, and to what is no browser. */
export function refuseForeign(request: FastifyRequest, settings: Settings): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOurs = origin === undefined || settings.origins.includes(origin);
  if (!isOurs || !['same-origin', 'none', undefined].includes(site as string | undefined))
    throw new Fault('origin.refused');
}

/** V42: an id is ours or nothing; it never becomes part of anything. */
export function lastEventIdOf(request: FastifyRequest): string | null {
  const given = request.headers['last-event-id'];
  if (given === undefined || given === '') return null;
  const parsed = v.safeParse(EventId, given);
  if (parsed.success) return parsed.output;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'Last-Event-ID', message: 'field.cursor' }] });
}

export function sendStream(reply: FastifyReply, answer: StreamAnswer): FastifyReply {
  reply.hijack();
  const { raw } = reply;
  // In one go: headers set one by one would be kept as long as the stream.
  raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would otherwise keep events until it has a page full of them.
    'x-accel-buffering': 'no',
    // When it ends, nothing else is asked over this line.
    connection: 'close',
  });
  let isOpen = true;
  const told: (() => void)[] = [];
  const closed = (): void => {
    isOpen = false;
    for (const tell of told.splice(0)) tell();
  };
  raw.once('close', closed);
  // Whoever left while something was written to them.
  raw.on('error', closed);
  answer.open({
    write: (text) => {
      if (isOpen) raw.write(text);
    },
    unsent: () => raw.writableLength,
    end: () => {
      if (isOpen) raw.end();
    },
    // Without waiting for what lies unsent: the system's own buffers go with it.
    cut: () => {
      raw.socket?.resetAndDestroy();
      raw.destroy();
    },
    onClose: (tell) => {
      if (isOpen) told.push(tell);
      else tell();
    },
  });
  return reply;
}
