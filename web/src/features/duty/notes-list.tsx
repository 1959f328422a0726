/** Notes of the past, by day and by team. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import type { DutySearch } from './duty-page.tsx';
import { FigureLine } from './figures.tsx';
import { type Roster, useNotes } from './queries.ts';
import { useRosterName } from './roster-name.ts';
import { useDates } from './use-dates.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function NotesList({ rosters }: { rosters: readonly Roster[] }) {
  const t = useT();
  const { desde, hasta, equipo }: DutySearch = useSearch({ strict: false });
  const asked = {
    ...(desde !== undefined && DAY.test(desde) ? { from: desde } : {}),
    ...(hasta !== undefined && DAY.test(hasta) ? { to: hasta } : {}),
    ...(equipo === undefined ? {} : { team: equipo }),
  };
  const notes = useNotes(asked);
  const items = notes.data?.pages.flatMap((page) => page.items) ?? [];
  const isAll = Object.keys(asked).length === 0;
  return (
    <>
      <Filters rosters={rosters} />
      <LoadTrouble of={notes} />
      {notes.isPending ? <Skeleton rows={4} /> : null}
      {notes.data && items.length === 0 ? (
        <EmptyState
          drawing={isAll ? 'counter' : 'search'}
          title={t(isAll ? 'shifts.notes-empty' : 'shifts.notes-none')}
        >
          <p>{t(isAll ? 'shifts.notes-empty-text' : 'shifts.notes-none-text')}</p>
        </EmptyState>
      ) : null}
      <ul className="stack stack--2">
        {items.map((note) => (
          <li key={note.id}>
            <NoteLine note={note} rosters={rosters} />
          </li>
        ))}
      </ul>
      {notes.hasNextPage ? <More onMore={() => void notes.fetchNextPage()} busy={notes.isFetchingNextPage} /> : null}
    </>
  );
}

type Note = NonNullable<ReturnType<typeof useNotes>['data']>['pages'][number]['items'][number];

function NoteLine({ note, rosters }: { note: Note; rosters: readonly Roster[] }) {
  const t = useT();
  const dates = useDates();
  const nameOf = useRosterName(rosters);
  return (
    <Link to="/guardia/entrega/$id" params={{ id: note.shiftId }} className="card duty-note-line">
      <span className="row row--wrap row--between">
        <strong className="wrap">
          {note.author.name} <span className="sub">{nameOf(note.teamId)}</span>
        </strong>
        <span className={note.confirmed === null ? 'chip' : 'chip chip--brand'}>
          {t(note.confirmed === null ? 'shifts.unread' : 'shifts.confirmed')}
        </span>
      </span>
      <span className="sub small">
        {note.corrects === null ? null : `${t('shifts.correction')} · `}
        {dates.dayTime(note.closedAt)}
      </span>
      <span className="duty-note-line__body">{note.body}</span>
      <FigureLine figures={note.figures} />
    </Link>
  );
}

function Filters({ rosters }: { rosters: readonly Roster[] }) {
  const t = useT();
  const navigate = useNavigate();
  const nameOf = useRosterName(rosters);
  const search: DutySearch = useSearch({ strict: false });
  const set = (next: Partial<DutySearch>) => {
    const all = Object.entries({ ...search, ...next, ver: 'notas' }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    void navigate({ to: '/guardia', search: Object.fromEntries(all), replace: true });
  };
  return (
    <search className="duty-filters">
      {(['desde', 'hasta'] as const).map((name) => (
        <Field key={name} label={t(name === 'desde' ? 'shifts.since-day' : 'shifts.until-day')}>
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              value={search[name] ?? ''}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <Field label={t('shifts.field.team')}>
        {(wired) => (
          <Select
            {...wired}
            value={search.equipo ?? ''}
            onChange={(event) => set({ equipo: event.currentTarget.value })}
          >
            <option value="">{t('shifts.all')}</option>
            {rosters.map((roster) => (
              <option key={roster.teamId ?? 'desk'} value={roster.teamId ?? 'desk'}>
                {nameOf(roster.teamId)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </search>
  );
}
