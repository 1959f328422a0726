/** Asks for a constancia; it stands in the list of papers when it is sealed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { certifyRequest, listRequestRecords } from '#contract/records.ts';
import { call, newKey } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { officialRecords } from '#web/shared/official/records-card.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

export function CertificateAct({ reference }: { reference: string }) {
  const t = useT();
  const client = useQueryClient();
  // Sent twice where the first answer was lost, it is one constancia.
  const key = useRef(newKey());
  const ask = useMutation({
    mutationFn: () => call(certifyRequest, { params: { ref: reference as never }, key: key.current }),
    onSuccess: async () => {
      key.current = newKey();
      await client.invalidateQueries({ queryKey: officialRecords(listRequestRecords, { ref: reference }) });
    },
  });
  return (
    <div className="official__part">
      <h3>{t('documents.act.certificate')}</h3>
      <p className="sub">{t('documents.certificate.text')}</p>
      <p>
        <Button busy={ask.isPending} onClick={() => ask.mutate()}>
          {t('documents.certificate.ask')}
        </Button>
      </p>
      <div aria-live="polite">
        {ask.data ? <Notice kind="info">{t('documents.certificate.issued', { folio: ask.data.folio })}</Notice> : null}
      </div>
      {ask.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, ask.error)}
        </Notice>
      ) : null}
    </div>
  );
}
