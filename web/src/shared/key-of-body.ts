/** The key of a form that is sent: the same while what is sent is the same, so that pressed again after a cut it is done once. */
import { newKey } from './client.ts';

/** What comes back gives the key of a body. Another body, another key: the server refuses one key for two bodies. */
export function keysOfBodies(): (body: unknown) => string {
  let last = { said: '', key: '' };
  return (body) => {
    const said = JSON.stringify(body);
    if (said !== last.said) last = { said, key: newKey() };
    return last.key;
  };
}
