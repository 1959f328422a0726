/** People of a staff roll as rows; on a phone each one is a card. Nobody ticks anybody: only who is not there gets a mark. */
import { useState } from 'react';
import type { StaffRollPerson, StaffRollView } from '#contract/staff-rolls.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { useMark } from './queries.ts';
import { MARK_WORDS, useMoments } from './words.ts';

type Props = { roll: StaffRollView; people: readonly StaffRollPerson[]; old: boolean };

export function RollPeople({ roll, people, old }: Props) {
  const t = useT();
  const [marking, setMarking] = useState<StaffRollPerson | null>(null);
  const unmark = useMark(roll.id);
  return (
    <>
      {unmark.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, unmark.error)}
        </Notice>
      ) : null}
      <table
        className={old ? 'table roll-table roll-table--old' : 'table roll-table'}
        aria-label={t('staff-rolls.people.title')}
      >
        <thead>
          <tr>
            <th scope="col">{t('staff-rolls.col.person')}</th>
            <th scope="col">{t('staff-rolls.col.since')}</th>
            <th scope="col">{t('staff-rolls.col.last')}</th>
            <th scope="col">{t('staff-rolls.col.mark')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <Row
              key={person.personId}
              person={person}
              acts={roll.can.answer}
              busy={unmark.isPending && unmark.variables?.personId === person.personId}
              mark={() => setMarking(person)}
              unmark={() => unmark.mutate({ personId: person.personId, mark: null, note: '' })}
            />
          ))}
        </tbody>
      </table>
      {marking ? <MarkDialog roll={roll} person={marking} onClose={() => setMarking(null)} /> : null}
    </>
  );
}

type RowProps = { person: StaffRollPerson; acts: boolean; busy: boolean; mark: () => void; unmark: () => void };

function Row({ person, acts, busy, mark, unmark }: RowProps) {
  const t = useT();
  const locale = useLocale();
  const { day } = useMoments();
  const { fullName: name, employeeNumber, lastSignInAt } = person;
  return (
    <tr className={person.mark === null ? undefined : 'roll-marked'}>
      <td>
        <strong>{name}</strong>
        <small>{[employeeNumber, local(person.positionName, locale)].filter((part) => part !== '').join(' · ')}</small>
      </td>
      <td>
        <span className="roll-label">{t('staff-rolls.col.since')}: </span>
        {day(person.accountSince)}
      </td>
      <td>
        <span className="roll-label">{t('staff-rolls.col.last')}: </span>
        {lastSignInAt === null ? t('staff-rolls.never') : day(lastSignInAt)}
      </td>
      <td>
        <div className="roll-mark">
          <MarkOf person={person} />
          {acts && person.mark === null && !person.closed ? (
            <Button small onClick={mark} aria-label={t('staff-rolls.mark.do-of', { name })}>
              {t('staff-rolls.mark.do')}
            </Button>
          ) : null}
          {person.mark === 'gone' && !person.closed ? (
            <LinkButton small to="/bajas/nueva" search={{ persona: person.personId }}>
              {t('staff-rolls.mark.leave')}
            </LinkButton>
          ) : null}
          {acts && person.mark !== null ? (
            <Button
              small
              kind="quiet"
              busy={busy}
              onClick={unmark}
              aria-label={t('staff-rolls.mark.undo-of', { name })}
            >
              {t('staff-rolls.mark.undo')}
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function MarkOf({ person }: { person: StaffRollPerson }) {
  const t = useT();
  return (
    <div className="grow">
      {person.mark === null ? null : <span className="chip chip--solid">{t(MARK_WORDS[person.mark])}</span>}
      {person.note === '' ? null : <small>{person.note}</small>}
      {person.closed ? <small>{t('staff-rolls.closed')}</small> : null}
      {person.suspended && !person.closed ? <small>{t('staff-rolls.kept-out')}</small> : null}
    </div>
  );
}
