/** Figures in the text format that Prometheus reads (version 0.0.4). Labels come from closed lists, never from what people type. */

export type Sample = {
  /** In base units, with the unit in its name: `mesa_disk_free_bytes`. */
  readonly name: string;
  readonly kind: 'gauge' | 'counter';
  readonly help: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
};

/** Seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const line = (name: string, labels: Readonly<Record<string, string>>, value: number): string => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${Number.isFinite(value) ? value : 'NaN'}`;
};

const heading = (name: string, kind: string, help: string): string[] => [
  `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}`,
  `# TYPE ${name} ${kind}`,
];

/** Samples of one name stand together under one heading, whatever order they come in. */
export function exposition(samples: readonly Sample[], timings: readonly Timings[] = []): string {
  const byName = Map.groupBy(samples, (sample) => sample.name);
  const lines = [...byName].flatMap(([name, together]) => [
    ...heading(name, together[0]?.kind ?? 'gauge', together[0]?.help ?? ''),
    ...together.map((sample) => line(name, sample.labels ?? {}, sample.value)),
  ]);
  return `${[...lines, ...timings.flatMap((each) => each.lines())].join('\n')}\n`;
}

type Series = {
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: number[];
  sum: number;
  count: number;
};

export type Timings = {
  /** Takes the time of one call. */
  observe(labels: Readonly<Record<string, string>>, seconds: number): void;
  lines(): string[];
};

/** How long calls take: a histogram for each set of labels. */
export function openTimings(name: string, help: string): Timings {
  const all = new Map<string, Series>();
  return {
    observe: (labels, seconds) => {
      const key = Object.values(labels).join(' ');
      let series = all.get(key);
      if (series === undefined) {
        series = { labels, counts: BOUNDS.map(() => 0), sum: 0, count: 0 };
        all.set(key, series);
      }
      const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
      series.sum += seconds;
      series.count += 1;
    },
    lines: () =>
      all.size === 0
        ? []
        : [
            ...heading(name, 'histogram', help),
            ...[...all.values()].flatMap(({ labels, counts, sum, count }) => {
              let below = 0;
              const buckets = BOUNDS.map((bound, index) => {
                below += counts[index] ?? 0;
                return line(`${name}_bucket`, { ...labels, le: String(bound) }, below);
              });
              return [
                ...buckets,
                line(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
                line(`${name}_sum`, labels, sum),
                line(`${name}_count`, labels, count),
              ];
            }),
          ],
  };
}
