/** Pure: how a folio is written, and how people type one when they look for it. */

export type FolioParts = { unit: string; series: string; year: number; sequence: number };

/** Fills a template such as `{unit}/{series}/{year}/{seq:6}`; `{seq:6}` is padded with zeros to six digits. */
export const writeFolio = (template: string, parts: FolioParts): string =>
  template
    .replace('{unit}', parts.unit)
    .replace('{series}', parts.series)
    .replace('{year}', String(parts.year))
    .replace(/\{seq(?::(\d+))?\}/, (_all, width: string | undefined) =>
      String(parts.sequence).padStart(Number(width ?? 1), '0'),
    );

/** What of a folio a person typed; absent parts match anything. */
export type FolioQuery = { series: string | null; year: number | null; sequence: number };

/** `123`, `000123`, `2026/123`, `SS/2026/123`, `SS-2026-000123`, `DTI/SS/2026/000123`; null when it is words. */
export function parseFolioQuery(typed: string): FolioQuery | null {
  const text = typed.trim().toUpperCase();
  const match = /^(?:(?:[A-Z0-9-]{2,12}[/])?([A-Z]{2})[/-])?(?:(\d{4})[/-])?0*(\d{1,12})$/.exec(text);
  if (!match) return null;
  const [, series, year, sequence] = match;
  if (series !== undefined && year === undefined) return null;
  return { series: series ?? null, year: year === undefined ? null : Number(year), sequence: Number(sequence) };
}

/** A pattern of PostgreSQL that finds a folio by its parts, however it is written between them. */
export const folioPattern = ({ series, year, sequence }: Omit<FolioParts, 'unit'>): string =>
  `(^|[^A-Z])${series}[^A-Z0-9]${year}[^0-9]0*${sequence}$`;

/** How a request is named in an address: SS-2026-000123. */
export const refOf = (parts: Omit<FolioParts, 'unit'>): string =>
  `${parts.series}-${parts.year}-${String(parts.sequence).padStart(6, '0')}`;
