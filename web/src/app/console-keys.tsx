/** The keyboard of the console: hears it, and brings the palette and the list of its keys when they are first wanted. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ComponentType, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useCommand } from '#web/shared/commands.ts';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { listenToKeys } from '#web/shared/keys.ts';
import { useSession } from '#web/shared/session.ts';
import { useToast } from '#web/shared/ui/toast.tsx';
import { reached } from './page.ts';

type Place = { path: string; words: string };
type WindowProps = { places: readonly Place[]; onClose: (then?: () => void) => void };
type Loaded = ComponentType<WindowProps>;

const WINDOWS = {
  palette: () => import('#web/features/requests/palette.tsx').then(({ Palette }) => Palette),
  shortcuts: () => import('#web/features/requests/shortcuts.tsx').then(({ Shortcuts }): Loaded => Shortcuts),
} as const satisfies Record<string, () => Promise<Loaded>>;

function useWindow() {
  const t = useT();
  const say = useToast();
  const [shown, show] = useState<{ of: Loaded } | null>(null);
  const after = useRef<(() => void) | undefined>(undefined);
  const bring = (which: keyof typeof WINDOWS) => () => {
    Promise.all([reached(WINDOWS[which]), loadSections('console', 'requests')]).then(
      ([of]) => show({ of }),
      () => say(t('common.trouble.unreachable'), 'problem'),
    );
  };
  const close = (then?: () => void) => {
    after.current = then;
    show(null);
  };
  // Only once the window is gone and has given the focus back: what was chosen may want it elsewhere.
  useEffect(() => {
    if (shown !== null) return;
    after.current?.();
    after.current = undefined;
  }, [shown]);
  return { shown, bring, close };
}

export function ConsoleKeys({ places }: { places: readonly Place[] }) {
  const navigate = useNavigate();
  const { can } = useSession();
  const { shown, bring, close } = useWindow();
  useLayoutEffect(listenToKeys, []);
  const search: Record<string, unknown> = useSearch({ strict: false });
  // A list stays a list.
  const form = search.forma === 'lista' ? { forma: 'lista' } : {};
  const go = (vista: string) =>
    can.queue ? () => void navigate({ to: '/atencion', search: { vista, ...form } }) : null;
  useCommand('palette', bring('palette'));
  useCommand('shortcuts', bring('shortcuts'));
  useCommand('file', can.file ? () => void navigate({ to: '/solicitudes/nueva' }) : null);
  useCommand('go-mine', go('mine'));
  useCommand('go-unassigned', go('unassigned'));
  useCommand('go-today', go('due_today'));
  useCommand('go-waiting', go('waiting'));
  useCommand('go-urgency', can.urgency ? () => void navigate({ to: '/urgencias' }) : go('urgency'));
  useCommand('go-team', go('team'));
  useCommand('go-all', go('all'));
  return shown === null ? null : <shown.of places={places} onClose={close} />;
}
