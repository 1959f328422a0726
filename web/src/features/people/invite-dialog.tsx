/** Inviting a person: their data, what they may do; a letter takes the link to them. */
import { type FormEvent, useId, useState } from 'react';
import { invitePerson } from '#contract/people.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { InviteFields } from './invite-fields.tsx';
import { type Invitation, useInvite } from './queries.ts';
import { RoleFields } from './role-fields.tsx';

const BLANK: Invitation = {
  givenNames: '',
  firstSurname: '',
  secondSurname: '',
  email: '',
  agencyId: '',
  positionId: '',
  employeeNumber: '',
  phone: '',
  roles: ['requester'],
  teamIds: [],
};

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const { value: typed, set: setTyped, restored, settle } = useKept('invite', BLANK);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const invite = useInvite();
  const close = () => {
    settle(BLANK);
    setWrong({});
    invite.reset();
    onClose();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (invite.isPending) return;
    const faults = faultsOf(t, invitePerson.body, typed);
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    invite.mutate(typed, {
      onSuccess: ({ givenNames, email }) => {
        toast(t('setup.people.done.invite', { name: givenNames, email }));
        close();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
  };
  const listed = Object.entries(wrong).map(([path, message]) => ({
    id: `${id}-${path}`,
    message,
  }));
  return (
    <Dialog
      open={open}
      wide
      onClose={close}
      title={t('setup.invite.title')}
      confirmLoss={typed !== BLANK}
      footer={
        <>
          <Button onClick={close}>{t('setup.dialog.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={invite.isPending}>
            {t('setup.invite.send')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        <p className="sub">{t('setup.invite.intro')}</p>
        <KeptNotice show={restored} onDrop={() => settle(BLANK)} />
        {listed.length > 1 ? <ErrorSummary errors={listed} /> : null}
        {invite.isError && listed.length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, invite.error)}
          </Notice>
        ) : null}
        <InviteFields value={typed} onChange={setTyped} errors={wrong} prefix={id} />
        <RoleFields
          value={typed}
          onChange={(granted) => setTyped({ ...typed, roles: [...granted.roles], teamIds: [...granted.teamIds] })}
          error={wrong.roles}
          id={`${id}-roles`}
        />
      </form>
    </Dialog>
  );
}
