/** Light or dark, at one press; the choice by the system is among the preferences of the profile. */
import { useSyncExternalStore } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { chooseTheme, onThemeChange, shownTheme } from '#web/shared/theme.ts';
import { Button } from './button.tsx';
import { IconMoon, IconSun } from './icons.tsx';

export function ThemeToggle() {
  const t = useT();
  const dark = useSyncExternalStore(onThemeChange, shownTheme) === 'dark';
  const label = t(dark ? 'common.theme.to-light' : 'common.theme.to-dark');
  return (
    <Button
      kind="quiet"
      icon={dark ? <IconSun /> : <IconMoon />}
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    />
  );
}
