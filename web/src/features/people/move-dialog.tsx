/** Recording that somebody changed position or agency: why, since when, and what becomes of what is theirs. */
import { type FormEvent, useId, useState } from 'react';
import { MOVEMENT_GROUNDS, type MovementsView, movePerson } from '#contract/movements.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { PersonView } from '#contract/people.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, RadioCards, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { PlaceFields } from './invite-fields.tsx';
import { PersonField, type Whom } from './person-field.tsx';
import { useMove, useMovements } from './queries.ts';
import { MOVEMENT_WORDS } from './words.ts';

type Props = { person: PersonView; name: string; onClose: () => void };
type Body = BodyInput<typeof movePerson>;
/** Nothing is chosen yet of the ground. */
type Typed = Omit<Body, 'ground' | 'seen' | 'colleagueId'> & { ground: string; note: string; colleague: Whom | null };

/** Of what was typed, the fields it mends. */
const MENDS: Partial<Record<string, string[]>> = {
  agencyId: ['agencyId', 'positionId'],
  colleague: ['colleagueId'],
  passRequests: ['colleagueId'],
};

const OFFICES = ['requester', 'agency_coordinator', 'agency_head', 'delegate'];

export function MoveDialog({ person, name, onClose }: Props) {
  const t = useT();
  const form = useId();
  const act = useMove(person.id);
  const movements = useMovements(person.id);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('persons.move.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button
            kind="primary"
            type="submit"
            form={form}
            busy={act.isPending}
            disabled={!movements.data || movements.data.planned !== null}
          >
            {t('persons.move.do')}
          </Button>
        </>
      }
    >
      <LoadTrouble of={movements} />
      {movements.isPending ? <Skeleton rows={4} /> : null}
      {movements.data?.planned ? <Notice kind="info">{t('fault.movement.planned')}</Notice> : null}
      {movements.data && movements.data.planned === null ? (
        <Form of={movements.data} act={act} form={form} person={person} name={name} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

type FormProps = Props & { of: MovementsView; act: ReturnType<typeof useMove>; form: string };

function Form({ of, act, form, person, name, onClose }: FormProps) {
  const t = useT();
  const toast = useToast();
  const now = useNow();
  const { timeZone } = useInstitution();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  // As it stood when the window opened: what somebody else records meanwhile is told, not written over.
  const [seen] = useState(of.now);
  const [typed, setTyped] = useState<Typed>({
    ...{ ...of.now, ground: '', note: '', since: today, passRequests: of.taker !== null, colleague: null },
  });
  const isAhead = typed.since > today;
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, act.error) };
  const put = (next: Partial<Typed>) => {
    setTyped({ ...typed, ...next });
    // What was mended is not told any more; of the place, either mends both.
    const mended = Object.keys(next).flatMap((name) => MENDS[name] ?? [name]);
    setWrong(Object.fromEntries(Object.entries(wrong).filter(([name]) => !mended.includes(name))));
  };
  const leaves = typed.agencyId !== seen.agencyId;
  const isSame = !leaves && typed.positionId === seen.positionId;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const { colleague, ...said } = typed;
    const colleagueId = leaves && typed.passRequests ? (colleague?.id ?? null) : null;
    const body = { ...said, colleagueId, seen } as Body;
    const found = faultsOf(t, movePerson.body, body);
    if (isSame) found.positionId = t('persons.move.same');
    if (typed.ground === 'other' && typed.note.trim() === '') found.note = t('field.required');
    if (leaves && typed.passRequests && of.follows > 0 && of.taker === null && colleague === null)
      found.colleagueId = t('persons.move.colleague-one');
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    act.mutate(body, {
      onSuccess: () => {
        toast(t(isAhead ? 'persons.move.kept' : 'persons.move.done', { name }));
        onClose();
      },
    });
  };
  return (
    <form id={form} className="adm-form" onSubmit={send} noValidate>
      <p>{t('persons.move.explain')}</p>
      {act.isError && Object.keys(shown).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, act.error)}
        </Notice>
      ) : null}
      <PlaceFields
        value={typed}
        onChange={put}
        errors={shown}
        prefix={form}
        position="persons.field.position"
        {...(person.roles.every((role) => OFFICES.includes(role)) ? { eligibleAnd: seen.positionId } : {})}
      />
      <div className="adm-grid">
        <Field label={t('persons.move.ground')} error={shown.ground ?? null} id={`${form}-ground`}>
          {(wired) => (
            <Select {...wired} value={typed.ground} onChange={(event) => put({ ground: event.currentTarget.value })}>
              <option value="">{t('auth.choose')}</option>
              {MOVEMENT_GROUNDS.map((ground) => (
                <option key={ground} value={ground}>
                  {t(MOVEMENT_WORDS[ground])}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('persons.move.since')} error={shown.since ?? null} id={`${form}-since`}>
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              value={typed.since}
              onChange={(event) => put({ since: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {isAhead ? <p role="status">{t('persons.move.ahead')}</p> : null}
      {leaves ? <Consequences {...{ of, form, name, typed, put, shown }} personId={person.id} /> : null}
      <Field
        label={t('persons.move.note')}
        hint={t('persons.move.note-hint')}
        optional={typed.ground !== 'other'}
        error={shown.note ?? null}
        id={`${form}-note`}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={2}
            maxLength={500}
            value={typed.note}
            onChange={(event) => put({ note: event.currentTarget.value })}
          />
        )}
      </Field>
    </form>
  );
}

type Consequence = Pick<FormProps, 'of' | 'form' | 'name'> & {
  personId: string;
  typed: Typed;
  put: (next: Partial<Typed>) => void;
  shown: Record<string, string>;
};

/** What leaving the agency does, before it is done. */
function Consequences({ of, form, name, personId, typed, put, shown }: Consequence) {
  const t = useT();
  const { follows, taker, ends, holds } = of;
  const roleNames = (roles: typeof ends) => roles.map((role) => t(`common.role.${role}`)).join(', ');
  const delegations = holds.filesFor + holds.filedForBy;
  return (
    <>
      <Notice kind="info">
        {t('persons.move.leaves')}
        {ends.length > 0 ? ` ${t('persons.move.ends', { roles: roleNames(ends) })}` : ''}
        {holds.alone.length > 0 ? ` ${t('persons.move.alone', { roles: roleNames(holds.alone) })}` : ''}
        {delegations > 0 ? ` ${t('persons.move.delegations', { count: delegations })}` : ''}
        {holds.leads.length > 0 ? ` ${t('persons.move.leads', { count: holds.leads.length })}` : ''}
      </Notice>
      {follows > 0 ? (
        <RadioCards
          legend={t('persons.move.requests', { count: follows })}
          name="requests"
          value={typed.passRequests ? 'stay' : 'along'}
          onChange={(value) => put({ passRequests: value === 'stay' })}
          options={[
            {
              value: 'stay',
              label: t('persons.move.stay', { name: typed.colleague?.name ?? taker?.name ?? t('persons.move.nobody') }),
            },
            { value: 'along', label: t('persons.move.along', { name }) },
          ]}
          error={null}
          id={`${form}-requests`}
        />
      ) : null}
      {follows > 0 && typed.passRequests ? (
        <PersonField
          label={t('persons.move.colleague')}
          hint={
            taker === null ? t('persons.move.colleague-needed') : t('persons.move.colleague-hint', { name: taker.name })
          }
          {...{ whom: typed.colleague, but: personId, agencyId: of.now.agencyId, optional: taker !== null }}
          error={shown.colleagueId ?? null}
          onChoose={(colleague) => put({ colleague })}
        />
      ) : null}
    </>
  );
}
