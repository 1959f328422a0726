/** What may be done to one person, and only that. */
import { useState } from 'react';
import type { PersonView } from '#contract/people.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { FactorsDialog } from './factors-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { useApprove, useUnlock } from './queries.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';

type Props = { person: PersonView; name: string };

export function PersonActs({ person, name }: Props) {
  const t = useT();
  const toast = useToast();
  const [open, setOpen] = useState<'roles' | 'link' | 'code' | 'factors' | 'close' | 'reopen' | 'move' | null>(null);
  const unlock = useUnlock(person.id);
  const approve = useApprove(person.id);
  const { can } = person;
  const told = (done: MessageKey) => ({
    onSuccess: () => toast(t(done, { name })),
    onError: (error: unknown) => toast(faultText(t, error), 'problem'),
  });
  const close = () => setOpen(null);
  return (
    <div className="row row--wrap admin__acts">
      {can.approve ? (
        <Button
          small
          kind="primary"
          busy={approve.isPending}
          onClick={() => approve.mutate(undefined, told('setup.people.done.approve'))}
        >
          {t('setup.people.act.approve')}
        </Button>
      ) : null}
      {can.unlock ? (
        <Button
          small
          busy={unlock.isPending}
          onClick={() => unlock.mutate(undefined, told('setup.people.done.unlock'))}
        >
          {t('setup.people.act.unlock')}
        </Button>
      ) : null}
      {can.close ? (
        <LinkButton small to="/bajas/nueva" search={{ persona: person.id }}>
          {t('persons.leave')}
        </LinkButton>
      ) : null}
      {can.grant || can.giveLink || can.giveCode || can.removeFactors || can.move || can.close || can.reopen ? (
        <Menu label={t('setup.people.act.open')} aria-label={t('setup.people.act.menu', { name })}>
          {can.grant ? <MenuItem onClick={() => setOpen('roles')}>{t('setup.people.act.roles')}</MenuItem> : null}
          {can.move ? <MenuItem onClick={() => setOpen('move')}>{t('persons.move.act')}</MenuItem> : null}
          {can.giveLink ? <MenuItem onClick={() => setOpen('link')}>{t('setup.people.act.link')}</MenuItem> : null}
          {can.giveCode ? <MenuItem onClick={() => setOpen('code')}>{t('setup.people.act.code')}</MenuItem> : null}
          {can.removeFactors ? (
            <MenuItem onClick={() => setOpen('factors')}>{t('setup.people.act.factors')}</MenuItem>
          ) : null}
          {can.close ? <MenuItem onClick={() => setOpen('close')}>{t('setup.people.act.close')}</MenuItem> : null}
          {can.reopen ? <MenuItem onClick={() => setOpen('reopen')}>{t('setup.people.act.reopen')}</MenuItem> : null}
        </Menu>
      ) : null}
      {open === 'roles' ? <RolesDialog person={person} name={name} onClose={close} /> : null}
      {open === 'link' ? <LinkDialog personId={person.id} name={name} onClose={close} /> : null}
      {open === 'factors' ? <FactorsDialog personId={person.id} name={name} onClose={close} /> : null}
      {open === 'close' ? <CloseDialog personId={person.id} name={name} onClose={close} /> : null}
      {open === 'reopen' ? <ReopenDialog personId={person.id} name={name} onClose={close} /> : null}
      {open === 'move' ? <MoveDialog person={person} name={name} onClose={close} /> : null}
      {open === 'code' ? <CodeDialog personId={person.id} name={name} onClose={close} /> : null}
    </div>
  );
}
