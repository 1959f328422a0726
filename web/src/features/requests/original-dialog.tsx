/** Opens one original, for a reason that stays on record: its text, or its file. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { RedactionView } from '#contract/redaction-shapes.ts';
import { downloadOriginal, openOriginal } from '#contract/redactions.ts';
import type { RequestView } from '#contract/requests.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { fetchFile } from '#web/shared/fetch-file.ts';
import { useT } from '#web/shared/i18n.ts';
import { keepFile } from '#web/shared/keep-file.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

type Props = { view: RequestView; mark: RedactionView; onClose: () => void };
type Original = { what: string; text: string; sha256: string };

function Opened({ original, params }: { original: Original; params: { id: string; redactionId: string } }) {
  const t = useT();
  const take = useMutation({
    mutationFn: () => fetchFile(downloadOriginal, { params: params as never }),
    onSuccess: (file) => keepFile(file, original.text),
  });
  return (
    <div className="rq-form">
      <Notice kind="info">{t('redactions.original.kept')}</Notice>
      <div className="covered-original">
        <p className="prose">{original.text}</p>
      </div>
      {original.what === 'file' ? (
        <p>
          <Button icon={<IconDownload />} busy={take.isPending} onClick={() => take.mutate()}>
            {t('redactions.original.download')}
          </Button>
        </p>
      ) : null}
      {take.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, take.error)}
        </Notice>
      ) : null}
      <p className="sub mini covered-sum">
        {t('redactions.original.sum')} <code>{original.sha256}</code>
      </p>
    </div>
  );
}

export function OriginalDialog({ view, mark, onClose }: Props) {
  const t = useT();
  const id = useId();
  const client = useQueryClient();
  const [reason, type] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const params = { id: view.id, redactionId: mark.id };
  const opening = useMutation({
    mutationFn: () => call(openOriginal, { params, body: { reason } }),
    retry: false,
    onSuccess: () => client.invalidateQueries({ queryKey: ['requests', 'one'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (opening.isPending) return;
    const faults = faultsOf(t, openOriginal.body, { reason });
    setWrong(faults.reason ?? null);
    if (faults.reason !== undefined) return standAtFault(event.currentTarget);
    opening.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('redactions.open')}
      wide={opening.isSuccess}
      confirmLoss={reason !== '' && !opening.isSuccess}
      footer={
        opening.isSuccess ? (
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('requests.dialog.back')}</Button>
            <Button kind="primary" type="submit" form={id} busy={opening.isPending}>
              {t('redactions.open')}
            </Button>
          </>
        )
      }
    >
      {opening.data === undefined ? (
        <form id={id} className="rq-form" onSubmit={submit} noValidate>
          {opening.isError ? (
            <Notice kind="problem" role="alert">
              {faultText(t, opening.error)}
            </Notice>
          ) : null}
          <p>{t('redactions.original.intro')}</p>
          <Field label={t('redactions.original.reason')} hint={t('redactions.original.hint')} error={wrong}>
            {(wired) => (
              <TextArea {...wired} rows={3} value={reason} onChange={(event) => type(event.currentTarget.value)} />
            )}
          </Field>
        </form>
      ) : (
        <Opened original={opening.data} params={params} />
      )}
    </Dialog>
  );
}
