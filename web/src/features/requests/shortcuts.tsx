/** Every key of the console, to be looked through; and the way to turn the keys alone off (WCAG 2.1.4). */
import '#web/styles/palette.css';
import { useId, useState } from 'react';
import { COMMAND_IDS, COMMANDS, type CommandGroup, type CommandId } from '#web/shared/commands.ts';
import { find } from '#web/shared/fuzzy.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { keepSingleKeys, useSingleKeys } from '#web/shared/keys.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Checkbox, TextInput } from '#web/shared/ui/field.tsx';
import { Chord } from '#web/shared/ui/keys.tsx';

const GROUPS: readonly (readonly [CommandGroup, MessageKey])[] = [
  ['list', 'console.shortcuts.list'],
  ['request', 'console.shortcuts.request'],
  ['go', 'console.palette.go'],
  ['everywhere', 'console.shortcuts.everywhere'],
];

function Lines({ ids }: { ids: readonly CommandId[] }) {
  const t = useT();
  return (
    <dl className="shortcuts__lines">
      {ids.map((id) => (
        <div key={id}>
          <dt>{t(COMMANDS[id].words)}</dt>
          <dd>
            {COMMANDS[id].keys.map((chord) => (
              <Chord key={chord} chord={chord} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useT();
  const id = useId();
  const [typed, type] = useState('');
  const on = useSingleKeys();
  const groups = GROUPS.map(([group, title]) => ({
    group,
    title,
    ids: COMMAND_IDS.filter((each) => COMMANDS[each].group === group && find(typed, t(COMMANDS[each].words)) !== null),
  })).filter(({ ids }) => ids.length > 0);
  const count = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  return (
    <Dialog open onClose={onClose} title={t('console.shortcuts.title')} wide>
      <div className="shortcuts">
        <label className="visually-hidden" htmlFor={id}>
          {t('console.shortcuts.search')}
        </label>
        <TextInput
          id={id}
          type="search"
          value={typed}
          maxLength={60}
          placeholder={t('console.shortcuts.search')}
          autoComplete="off"
          onChange={(event) => type(event.currentTarget.value)}
        />
        <p className="visually-hidden" role="status">
          {typed === '' ? '' : t('console.palette.count', { count })}
        </p>
        {count === 0 ? <p className="sub">{t('console.palette.none')}</p> : null}
        <div className="shortcuts__groups">
          {groups.map(({ group, title, ids }) => (
            <section key={group}>
              <h3 className="h4">{t(title)}</h3>
              <Lines ids={ids} />
            </section>
          ))}
        </div>
        <Checkbox
          id={`${id}-on`}
          label={t('console.shortcuts.single')}
          hint={t('console.shortcuts.single-hint')}
          checked={on}
          onChange={(event) => keepSingleKeys(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  );
}
