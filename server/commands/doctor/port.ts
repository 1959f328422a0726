import { createServer } from 'node:net';
import { type Check, finding } from './finding.ts';

const PATIENCE = 5_000;

const opened = (port: number, host: string): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen({ port, host }, () => server.close(() => resolve(null)));
  });

/** Where the desk listens, as a browser on this machine would write it. */
export const ownAddress = ({ host, port }: { host: string; port: number }): string => {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
};

/** A desk of ours answers its health page, with the code that each of its answers carries. */
export const isDesk = (address: string): Promise<boolean> =>
  fetch(`${address}/health/live`, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) }).then(
    async (answer) => answer.status === 200 && answer.headers.has('x-request-id') && (await answer.text()) === 'ok',
    () => false,
  );

export const port: Check = async ({ settings }) => {
  const { port: wanted, host } = settings;
  const values = { port: String(wanted), host };
  const trouble = await opened(wanted, host);
  if (trouble === null) return [finding('port', 'fine', { key: 'doctor.port.free', values })];
  if (trouble === 'EADDRINUSE') {
    return (await isDesk(ownAddress(settings)))
      ? [finding('port', 'fine', { key: 'doctor.port.ours', values })]
      : [finding('port', 'fault', { key: 'doctor.port.taken', values })];
  }
  return [finding('port', 'fault', { key: 'doctor.port.refused', values: { ...values, code: trouble } })];
};
