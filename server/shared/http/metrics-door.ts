/** Figures for whoever watches the machine, at a door of their own: people's port never gives them. */
import fastify from 'fastify';

export type MetricsDoor = { close(): Promise<void> };

type Given = { readonly port: number; readonly host: string; readonly figures: () => Promise<string> };

/** Listens; throws what listening throws. Nothing but GET /metrics is answered, and nothing of the asking is kept. */
export async function openMetricsDoor({ port, host, figures }: Given): Promise<MetricsDoor> {
  const app = fastify({ logger: false, bodyLimit: 1, requestTimeout: 10_000, forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) => {
    const text = await figures();
    return reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain; charset=utf-8').send(''));
  await app.listen({ port, host });
  return { close: () => app.close() };
}
