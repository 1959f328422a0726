/**
 * The command palette (Ctrl K): a combobox with its list (ARIA 1.2), the focus always in the field. What arrives late is
 * added below, so that nothing moves under the key that is about to be pressed.
 */
import '#web/styles/palette.css';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import { runCommand, useOffered } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { IconSearch } from '#web/shared/ui/icons.tsx';
import { Chord } from '#web/shared/ui/keys.tsx';
import { useModal } from '#web/shared/ui/modal.ts';
import { groupsFor, type PaletteGroup, type PaletteOption, type Place } from './palette-options.ts';
import { useFound } from './palette-search.ts';
import { recentOf } from './recent.ts';
import { useViewPlaces } from './saved-views.tsx';

function Marked({ option: { words, marks } }: { option: PaletteOption }) {
  let from = 0;
  const parts = marks.map(([start, end]) => {
    const before = words.slice(Math.min(from, start), start);
    from = end;
    return { start, before, marked: words.slice(start, end) };
  });
  return (
    <span className="grow clip">
      {parts.map(({ start, before, marked }) => (
        <span key={start}>
          {before}
          <b>{marked}</b>
        </span>
      ))}
      {words.slice(from)}
    </span>
  );
}

type ListProps = {
  id: string;
  groups: readonly PaletteGroup[];
  active: string | null;
  onChoose: (o: PaletteOption) => void;
};

function Options({ id, groups, active, onChoose }: ListProps) {
  const t = useT();
  // The field keeps the focus: a press of the mouse must not take it away.
  const stay = (event: MouseEvent) => event.preventDefault();
  return (
    <div className="palette__list" role="listbox" id={id} aria-label={t('console.palette.label')} onMouseDown={stay}>
      {groups.map((group) => (
        <fieldset key={group.key} className="palette__set" aria-labelledby={`${id}-${group.key}`}>
          <div className="palette__group" id={`${id}-${group.key}`} role="presentation">
            {group.title}
          </div>
          {group.options.map((option) => (
            <button
              key={option.id}
              type="button"
              id={`${id}-${option.id}`}
              className="palette__option"
              role="option"
              tabIndex={-1}
              aria-selected={option.id === active}
              onClick={() => onChoose(option)}
            >
              <Marked option={option} />
              {option.chord === null ? null : <Chord chord={option.chord} />}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

type Props = { places: readonly Place[]; onClose: (then?: () => void) => void };

export function Palette({ places, onClose }: Props) {
  const t = useT();
  const id = useId();
  const navigate = useNavigate();
  const { person } = useSession();
  const params: { ref?: string } = useParams({ strict: false });
  const [typed, type] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const [recent] = useState(() => recentOf(person.id));
  const field = useRef<HTMLInputElement>(null);
  const dialog = useModal(() => field.current);
  const outside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  const requests = useFound(typed);
  const folio = params.ref?.replaceAll('-', '/') ?? null;
  const all = [...places, ...useViewPlaces()];
  const groups = groupsFor(t, typed, { commands: useOffered(), folio, places: all, requests: requests.found, recent });
  const options = groups.flatMap((group) => group.options);
  const at = Math.max(
    0,
    options.findIndex((option) => option.id === chosen),
  );
  const active = options[at];
  const run = (option: PaletteOption) => {
    const { does } = option;
    onClose(() => void ('command' in does ? runCommand(does.command) : navigate({ href: does.path })));
  };
  const move = (event: KeyboardEvent, to: number) => {
    event.preventDefault();
    const next = options[(to + options.length) % Math.max(1, options.length)];
    choose(next?.id ?? null);
    if (next) document.getElementById(`${id}-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(event, at + 1);
    else if (event.key === 'ArrowUp') move(event, at - 1);
    else if (event.key === 'Enter') {
      event.preventDefault();
      if (active) run(active);
    }
  };
  const said = requests.busy ? t('console.palette.searching') : t('console.palette.count', { count: options.length });
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('console.command.palette')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => event.target === dialog.current && onClose()}
      onMouseDown={outside}
    >
      <div className="palette__head">
        <IconSearch />
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-label={t('console.palette.field')}
          placeholder={t('console.palette.field')}
          autoComplete="off"
          spellCheck={false}
          maxLength={160}
          value={typed}
          onChange={(event) => {
            type(event.currentTarget.value);
            choose(null);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="palette__close" onClick={() => onClose()}>
          <span className="visually-hidden">{t('common.close')}</span>
          <kbd>{t('console.key.escape')}</kbd>
        </button>
      </div>
      <Options id={id} groups={groups} active={active?.id ?? null} onChoose={run} />
      {options.length === 0 ? <p className="palette__none">{t('console.palette.none')}</p> : null}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <p className="palette__foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('console.palette.move')}
        </span>
        <span>
          <kbd>{t('console.key.enter')}</kbd> {t('console.palette.choose')}
        </span>
        <span>
          <kbd>?</kbd> {t('console.command.shortcuts')}
        </span>
      </p>
    </dialog>
  );
}
