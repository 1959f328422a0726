/** Replies as JSON: what leaves is what the contract names (S3), by a writer that every shape of it must have. */
import fastify from 'fastify';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Held } from '#contract/held.ts';
import { OPERATIONS } from '#contract/index.ts';
import { readyWriter, written } from './writers.ts';

const Person = v.strictObject({ name: v.string(), born: v.nullable(v.pipe(v.string(), v.isoDate())) });

const app = fastify();
const compiled: string[] = [];
let answered: unknown = null;
beforeAll(async () => {
  app.get('/person', (_request, reply) => reply.send(written(reply, Person, answered)));
  app.get('/all', (_request, reply) => {
    readyWriter(reply, Held);
    for (const { name, carrier, reply: shape } of OPERATIONS) {
      if (carrier !== 'json' && carrier !== 'upload') continue;
      readyWriter(reply, shape);
      compiled.push(name);
    }
    return reply.send('');
  });
  await app.ready();
});
afterAll(() => app.close());

const write = (what: unknown) => {
  answered = what;
  return app.inject('/person');
};

it('what the shape does not name stays here, whoever asks first and ever after', async () => {
  const rosa = { name: 'Rosa', born: null, passwordHash: '$argon2id$' };
  expect((await write(rosa)).body).toBe('{"name":"Rosa","born":null}');
  expect((await write(rosa)).body).toBe('{"name":"Rosa","born":null}');
});

it('an answer that lacks what the shape promises is an accident, not half an answer', async () => {
  expect((await write({ born: '1970-01-01' })).statusCode).toBe(500);
});

it('has a writer for every reply of the contract', async () => {
  expect((await app.inject('/all')).statusCode).toBe(200);
  expect(compiled.length).toBeGreaterThan(100);
});
