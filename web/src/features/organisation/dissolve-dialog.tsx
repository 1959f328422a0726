/** An agency that ends with nobody after it: what has to be done first, each with its way there, or the ground and the end. */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type AgencyPage, dissolveAgency } from '#contract/organisation.ts';
import { faultsOf } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { NamedList } from './agency-named.tsx';
import { useDissolve } from './queries.ts';

type Props = { page: AgencyPage; onClose: () => void };
type Left = { key: MessageKey; todo: MessageKey; count: number; way?: (words: string) => ReactNode };

export function DissolveDialog({ page, onClose }: Props) {
  const left = useLeft(page, onClose);
  return left.length > 0 ? (
    <First left={left} acronym={page.agency.acronym} onClose={onClose} />
  ) : (
    <End page={page} onClose={onClose} />
  );
}

/** What keeps it from ending, with the way to each list for whoever may open it. */
function useLeft({ agency, moves, successions, named }: AgencyPage, close: () => void): Left[] {
  const { can } = useSession();
  const { id } = agency;
  const awaited = successions.filter((each) => each.successorId === id && !each.calledOff && each.doneAt === null);
  const people = (words: string) => (
    <Link to="/administracion/personas" search={{ dependencia: id }} onClick={close}>
      {words}
    </Link>
  );
  const queue = (words: string) => (
    <Link to="/atencion" search={{ vista: 'all', dependencia: id }} onClick={close}>
      {words}
    </Link>
  );
  const directory = named.find(({ kind }) => kind === 'directory');
  const directories = (words: string) => (
    <Link to="/administracion/directorios/$id" params={{ id: directory?.id ?? '' }} onClick={close}>
      {words}
    </Link>
  );
  const all: Left[] = [
    {
      ...{ key: 'agencies.left.people', todo: 'agencies.left.people-do', count: moves.people },
      ...(can.administer ? { way: people } : {}),
    },
    {
      ...{ key: 'agencies.left.requests', todo: 'agencies.left.requests-do', count: moves.requests },
      ...(can.queue ? { way: queue } : {}),
    },
    { key: 'agencies.left.enrolments', todo: 'agencies.left.enrolments-do', count: moves.enrolments },
    { key: 'agencies.left.deactivations', todo: 'agencies.left.deactivations-do', count: moves.deactivations },
    { key: 'agencies.left.movements', todo: 'agencies.left.movements-do', count: moves.movements },
    { key: 'agencies.left.children', todo: 'agencies.left.children-do', count: moves.children },
    { key: 'agencies.left.awaited', todo: 'agencies.left.awaited-do', count: awaited.length },
    {
      ...{ key: 'agencies.left.directories', todo: 'agencies.left.directories-do', way: directories },
      count: named.filter(({ kind }) => kind === 'directory').length,
    },
  ];
  return all.filter(({ count }) => count > 0);
}

function First({ left, acronym, onClose }: { left: readonly Left[]; acronym: string; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('agencies.dissolve-title', { acronym })}
      intro={t('agencies.dissolve-first')}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <ul className="organisation-lines">
        {left.map(({ key, todo, count, way }) => (
          <li key={key}>
            <strong>{way ? way(t(key, { count })) : t(key, { count })}</strong>
            <p className="sub small">{t(todo)}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function End({ page, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const { agency, named } = page;
  const dissolve = useDissolve(agency.id);
  const [ground, setGround] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const send = (): boolean => {
    const body = { ground, version: agency.version };
    const fault = faultsOf(t, dissolveAgency.body, body).ground ?? null;
    setWrong(fault);
    if (fault !== null) return false;
    dissolve.mutate(body, {
      onSuccess: () => {
        toast(t('agencies.dissolve-done'));
        onClose();
      },
      onError: (error) => setWrong(fieldErrors(t, error).ground ?? null),
    });
    return true;
  };
  return (
    <ActForm
      title={t('agencies.dissolve-title', { acronym: agency.acronym })}
      intro={t('agencies.dissolve-intro')}
      submit={t('agencies.dissolve-save')}
      act={dissolve}
      hasFaults={wrong !== null}
      typed={ground.trim() !== ''}
      onClose={onClose}
      onSend={send}
    >
      <Notice kind="info">{t('agencies.dissolve-keeps')}</Notice>
      {named.length > 0 ? (
        <Notice kind="warning">
          {t('agencies.dissolve-named')}
          <NamedList named={named} />
        </Notice>
      ) : null}
      <Field label={t('agencies.field.ground')} hint={t('agencies.hint.ground')} error={wrong}>
        {(wired) => (
          <TextArea {...wired} rows={2} value={ground} onChange={(event) => setGround(event.currentTarget.value)} />
        )}
      </Field>
    </ActForm>
  );
}
