/** How long a statement, a wait for a lock, and a transaction that does nothing may last. */
const LIMITS = ['statement_timeout=15s', 'lock_timeout=5s', 'idle_in_transaction_session_timeout=30s'];

/** Start-up options of the program's own sessions, for the `options` of a connection. */
export const APP_OPTIONS = optionsOf(LIMITS);

/**
 * The same for sessions that may only read. Their statements are prepared and few: one plan for all values, or PostgreSQL
 * would plan the long ones anew at each call, which takes longer than running them (`docs/decisions/0014`).
 */
export const READER_OPTIONS = optionsOf([
  ...LIMITS,
  'default_transaction_read_only=on',
  'plan_cache_mode=force_generic_plan',
]);

/** Turns `name=value` settings into start-up options, where spaces and backslashes need escaping. */
export function optionsOf(settings: readonly string[]): string {
  return settings.map((setting) => `-c ${setting.replace(/[\\\s]/g, '\\$&')}`).join(' ');
}
