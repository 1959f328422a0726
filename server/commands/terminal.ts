/** Words to whoever runs the program. */
import { type MessageKey, type Translate, translator } from '#locales/catalogues.ts';
import { OperatorError } from '../shared/operator-error.ts';

type Values = Record<string, string | number>;

export const wordsIn = (locale: 'es-MX' | 'en'): Translate => translator(locale);

export function say(locale: 'es-MX' | 'en', key: MessageKey, values: Values = {}): void {
  console.log(translator(locale)(key, values));
}

/** What only whoever runs the program can put right, in both languages. */
export const both = (key: MessageKey, values: Values = {}): OperatorError =>
  new OperatorError(translator('es-MX')(key, values), translator('en')(key, values));

/** One line that is written over and over, where a person looks on; elsewhere nothing. */
export function openProgressLine(): { show(words: () => string): void; clear(): void } {
  const { stderr } = process;
  let shown = '';
  const put = (words: string) => {
    if (words === shown) return;
    stderr.write(`\r${words.padEnd(shown.length)}`);
    shown = words;
  };
  return {
    show: (words) => {
      if (stderr.isTTY) put(words());
    },
    clear: () => {
      if (shown !== '') stderr.write(`\r${' '.repeat(shown.length)}\r`);
      shown = '';
    },
  };
}

/** Ctrl+C, or whoever ends the program in order, ends the act in order: it clears up after itself. */
export async function cancellable<Result>(act: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  // Of a command that the program itself runs apart: the program is no more.
  if (process.connected) process.on('disconnect', cancel);
  try {
    return await act(cancelling.signal);
  } catch (error) {
    throw cancelling.signal.aborted && !(error instanceof OperatorError) ? both('terminal.cli.cancelled') : error;
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
    process.off('disconnect', cancel);
  }
}
