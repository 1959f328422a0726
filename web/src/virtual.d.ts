declare module 'virtual:words' {
  import type { Messages } from '@lingui/core';
  export const loaders: Record<'es-MX' | 'en', Record<string, () => Promise<{ default: Messages }>>>;
}
declare module '*.css';
