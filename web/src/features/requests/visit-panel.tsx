/** A visit proposed to the requester: it suits me, or another time would. */
import { useState } from 'react';
import { declineVisit, type RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { acts, useAct } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useMoments } from './use-moments.ts';

function OtherwiseDialog(props: { view: RequestView; reference: string; onClose: () => void }) {
  const t = useT();
  const { view } = props;
  const body = (text: string) => ({ version: view.version, text });
  return (
    <ReasonDialog
      open
      onClose={props.onClose}
      reference={props.reference}
      title={t('requests.visit.otherwise-title')}
      label={t('requests.visit.otherwise-label')}
      hint={t('requests.visit.otherwise-hint')}
      submit={t('requests.visit.otherwise-send')}
      schema={declineVisit.body}
      field="text"
      body={body}
      act={(text, key) => acts.declineVisit(view, { body: body(text), key })}
    />
  );
}

export function VisitPanel({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const moments = useMoments();
  const [otherwise, propose] = useState(false);
  const accepting = useAct(reference, () => acts.acceptVisit(view, { body: { version: view.version } }));
  const { visit, can } = view;
  if (visit === null || (!can.acceptVisit && !can.declineVisit)) return null;
  const accepted = visit.acceptedAt !== null;
  return (
    <>
      <Notice
        kind={accepted ? 'good' : 'warning'}
        role="status"
        title={t(accepted ? 'requests.visit.accepted' : 'requests.visit.question', {
          when: moments.dayTime(visit.at),
          where: visit.where,
        })}
        action={
          <span className="rq-actions">
            {can.acceptVisit ? (
              <Button
                kind="primary"
                icon={<IconCheck />}
                busy={accepting.isPending}
                onClick={() => accepting.mutate(undefined)}
              >
                {t('requests.visit.accept')}
              </Button>
            ) : null}
            <Button onClick={() => propose(true)}>{t('requests.visit.otherwise')}</Button>
          </span>
        }
      >
        {t(accepted ? 'requests.visit.accepted-text' : 'requests.visit.text')}
        {accepting.isError ? <span role="alert"> {actText(t, accepting.error)}</span> : null}
      </Notice>
      {otherwise ? <OtherwiseDialog view={view} reference={reference} onClose={() => propose(false)} /> : null}
    </>
  );
}
