/** The writing statements of the floor, prepared by name. */
type Row = Record<string, unknown>;

const names = new Map<string, string>();
export const named = (text: string, values: unknown[]) => {
  if (!names.has(text)) names.set(text, `f${names.size}`);
  return { name: names.get(text) ?? '', text, values };
};
export const insert = (table: string, row: Row, more = '') => {
  const places = Object.keys(row).map((_, index) => `$${index + 1}`);
  return named(`insert into ${table} (${Object.keys(row)}) values (${places}) ${more}`, Object.values(row));
};
export const LIMIT = `insert into rate_limits as r (key, points, ends_at) values ($1, 1, $2) on conflict (key) do update
  set points = r.points + 1 returning points, ends_at`;
export const PERSON = 'select p.*, (select version from settled) from people p where id = $1';
export const HELD = 'select r.*, (select version from settled) from requests r where id = $1 for update of r';
export const LAST = 'select sequence, hash from hold_stream($1)';
export const MOVED = `update requests set last_fact = $1, last_sequence = $2, last_at = $3, last_by = $4, last_public_fact = $1,
  last_public_sequence = $2, last_public_at = $3, last_public_by = $4, version = version + 1 where id = $5`;
export const FOLIO = `insert into folio_series (series, year, last_sequence) values ('SS', $1, 1) on conflict (series, year)
  do update set last_sequence = folio_series.last_sequence + 1 returning last_sequence`;
export const job = (name: string, data: Row) => insert('jobs.job_common', { name, data, state: 'completed' });
export const told = `returning pg_notify('mesa_floor', stream)`;
export const WAKE = `select pg_notify('mesa_floor', 'letters')`;
