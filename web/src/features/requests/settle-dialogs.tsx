/** Windows in which the requester says why it goes on or ends; fetched when one of them is opened. */
import { cancelRequest, type RequestView, reopenRequest } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { acts } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { firstName } from './words.ts';

export function ReopenDialog(props: { view: RequestView; reference: string; open: boolean; onClose: () => void }) {
  const t = useT();
  const { view } = props;
  const body = (reason: string) => ({ version: view.version, reason, attachments: [] });
  return (
    <ReasonDialog
      open={props.open}
      onClose={props.onClose}
      reference={props.reference}
      title={t('requests.settle.reopen-title')}
      label={t('requests.settle.reopen-label')}
      hint={t('requests.settle.reopen-hint')}
      submit={t('requests.settle.reopen')}
      schema={reopenRequest.body}
      body={body}
      act={(reason, key) => acts.reopen(view, { body: body(reason), key })}
    />
  );
}

export function CancelDialog(props: { view: RequestView; reference: string; open: boolean; onClose: () => void }) {
  const t = useT();
  const { view } = props;
  const body = (reason: string) => ({ version: view.version, reason });
  return (
    <ReasonDialog
      open={props.open}
      onClose={props.onClose}
      reference={props.reference}
      title={t('requests.cancel.title')}
      label={t('requests.cancel.label')}
      submit={t('requests.cancel.button')}
      danger
      schema={cancelRequest.body}
      body={body}
      act={(reason) => acts.cancel(view, { body: body(reason) })}
    >
      <p>
        {t('requests.cancel.text', {
          folio: view.folio,
          who: view.agentName === null ? 'desk' : 'person',
          name: firstName(view.agentName ?? ''),
        })}
      </p>
    </ReasonDialog>
  );
}
