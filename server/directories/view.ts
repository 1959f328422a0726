import type { DirectoryView } from '#contract/directories.ts';
import type { Directory } from './rows.ts';

export function toView(directory: Directory, people: number): DirectoryView {
  const { secretSealed, createdAt, ...rest } = directory;
  return { ...rest, hasSecret: secretSealed !== null, people, createdAt: createdAt.toISOString() };
}
