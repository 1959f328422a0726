/** What a recipe gives back: its figures, and which of its bars held. */
/** `timed`: a matter of the machine and of who else uses it, so the suites leave it out. */
export type Bar = { bar: string; held: boolean; timed?: true };
export type Report = { figures: Record<string, unknown>; bars: Bar[] };
export type Options = {
  cycles: number | undefined;
  writers: number | undefined;
  count: number | undefined;
  seconds: number | undefined;
  /** Of the desk a recipe works on: requests, megabytes of files, and a folder where it is kept for the next time. */
  requests?: number | undefined;
  filesMb?: number | undefined;
  desk?: string | undefined;
  /** A commit: the version before. */
  from?: string | undefined;
  say(text: string): void;
};

export const bar = (words: string, held: boolean): Bar => ({ bar: words, held });
export const timedBar = (words: string, held: boolean): Bar => ({ bar: words, held, timed: true });
export const isClean = (report: Report): boolean => report.bars.length > 0 && report.bars.every(({ held }) => held);

/** For the suites. */
export const missed = (report: Report): string[] =>
  report.bars.filter((each) => !each.held && !each.timed).map((each) => each.bar);

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The value below which `share` of them lie; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export const spread = (values: readonly number[]) => ({
  median: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  max: quantile(values, 1),
});

/** For the suites: each recipe says how long it is there. */
export const SHORT: Options = {
  cycles: undefined,
  writers: undefined,
  count: undefined,
  seconds: undefined,
  say: () => undefined,
};
