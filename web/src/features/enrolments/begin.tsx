/** Beginning an enrolment: a coordinator's of their agency at once, DTI's of the agency whose paper came. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { newKey } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { AgencyPicker } from '#web/shared/forms/agency-picker.tsx';
import { isChosen } from '#web/shared/forms/search-words.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useBegin } from './queries.ts';

function useStart() {
  const navigate = useNavigate();
  const beginning = useBegin();
  // The same for an agency until it worked: pressed again after a cut, it is still one form.
  const keys = useRef(new Map<string | null, string>());
  const keyOf = (agencyId: string | null): string => {
    const key = keys.current.get(agencyId) ?? newKey();
    keys.current.set(agencyId, key);
    return key;
  };
  const start = (agencyId: string | null) =>
    beginning.mutate(
      { agencyId, key: keyOf(agencyId) },
      { onSuccess: ({ id }) => void navigate({ to: '/altas/$id', params: { id }, search: {} }) },
    );
  return { beginning, start };
}

function Trouble({ error }: { error: unknown }) {
  const t = useT();
  if (error === null) return null;
  return (
    <Notice kind="problem" role="alert">
      {faultText(t, error)}
    </Notice>
  );
}

function PaperDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { beginning, start } = useStart();
  const [agency, choose] = useState('');
  const [tried, again] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    again(true);
    if (isChosen(agency)) start(agency);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('enrolments.paper.title')}
      intro={t('enrolments.paper.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('enrolments.bring.leave')}</Button>
          <Button kind="primary" type="submit" form="alta-paper" busy={beginning.isPending}>
            {t('enrolments.paper.begin')}
          </Button>
        </>
      }
    >
      <form id="alta-paper" onSubmit={send} noValidate>
        <Field
          id="alta-agency"
          label={t('enrolments.paper.agency')}
          error={tried && !isChosen(agency) ? t('enrolments.paper.agency-missing') : null}
        >
          {(wired) => <AgencyPicker wired={wired} answer={agency} onAnswer={choose} />}
        </Field>
        <Trouble error={beginning.error} />
      </form>
    </Dialog>
  );
}

export function Begin() {
  const t = useT();
  const { roles } = useSession();
  const { beginning, start } = useStart();
  const [open, show] = useState(false);
  return (
    <>
      <div className="row row--wrap">
        {roles.includes('operator_admin') ? (
          <Button icon={<IconPlus />} onClick={() => show(true)}>
            {t('enrolments.begin-paper')}
          </Button>
        ) : null}
        {roles.includes('agency_coordinator') ? (
          <Button kind="primary" icon={<IconPlus />} busy={beginning.isPending} onClick={() => start(null)}>
            {t('enrolments.begin')}
          </Button>
        ) : null}
      </div>
      <Trouble error={beginning.error} />
      {open ? <PaperDialog onClose={() => show(false)} /> : null}
    </>
  );
}
