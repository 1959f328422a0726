/** Server-sent events over HTTP: an answer that stays open until one of both sides ends it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { EventId } from '#contract/live.ts';
import { Fault } from '../fault.ts';
import type { StreamAnswer } from './answer.ts';

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
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would otherwise keep events until it has a page full of them.
    'x-accel-buffering': 'no',
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
    cut: () => {
      raw.destroy();
    },
    onClose: (tell) => {
      if (isOpen) told.push(tell);
      else tell();
    },
  });
  return reply;
}
