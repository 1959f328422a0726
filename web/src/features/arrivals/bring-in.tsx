/** The third step: bringing the new lines in, following how far it has come, stopping it, and what came of it. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ArrivalDetail } from '#contract/arrivals.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useDrop, useStart, useStop } from './queries.ts';

const WILL: Record<ArrivalDetail['kind'], MessageKey> = {
  people: 'arrivals.will.people',
  requests: 'arrivals.will.requests',
  messages: 'arrivals.will.messages',
};

function Trouble({ error }: { error: unknown }) {
  const t = useT();
  if (error === null) return null;
  return (
    <Notice kind="problem" role="alert">
      {faultText(t, error)}
    </Notice>
  );
}

function Ready({ arrival }: { arrival: ArrivalDetail }) {
  const t = useT();
  const navigate = useNavigate();
  const { id, kind, counts, state, version } = arrival;
  const asks = arrival.words.some(({ lines }) => lines > 0);
  const [letters, tell] = useState(arrival.letters);
  const starting = useStart(id);
  const dropping = useDrop(id);
  const forget = () => dropping.mutate(undefined, { onSuccess: () => void navigate({ to: '/llegadas' }) });
  return (
    <>
      {state === 'stopped' ? (
        <Notice kind="warning" role="status">
          {t('arrivals.stopped', { brought: counts.brought, left: counts.new })}
        </Notice>
      ) : null}
      {counts.new > 0 ? <p>{t(WILL[kind])}</p> : <p>{t(asks ? 'arrivals.words-first' : 'arrivals.nothing')}</p>}
      {counts.fault > 0 && counts.new > 0 ? (
        <p className="sub">{t('arrivals.left-out', { count: counts.fault })}</p>
      ) : null}
      {kind === 'requests' && counts.new > 0 ? (
        <Checkbox
          id="arr-letters"
          label={t('arrivals.letters')}
          hint={t('arrivals.letters-hint')}
          checked={letters}
          onChange={(event) => tell(event.currentTarget.checked)}
        />
      ) : null}
      <Trouble error={starting.error ?? dropping.error} />
      <div className="row row--wrap">
        {counts.new > 0 ? (
          <Button kind="primary" busy={starting.isPending} onClick={() => starting.mutate({ version, letters })}>
            {t(state === 'stopped' ? 'arrivals.go-on' : 'arrivals.bring', { count: counts.new })}
          </Button>
        ) : null}
        {state === 'looked' ? (
          <Button kind="quiet" busy={dropping.isPending} onClick={forget}>
            {t('arrivals.forget')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Running({ arrival }: { arrival: ArrivalDetail }) {
  const t = useT();
  const stopping = useStop(arrival.id);
  const { counts, lines } = arrival;
  const seen = lines - counts.new;
  return (
    <>
      <p id="arr-progress" role="status">
        {t('arrivals.running', { seen, lines })}
      </p>
      <progress className="arr-progress" aria-labelledby="arr-progress" value={seen} max={lines} />
      <p className="sub">{t('arrivals.leave')}</p>
      <Trouble error={stopping.error} />
      <div className="row row--wrap">
        <Button busy={stopping.isPending} onClick={() => stopping.mutate()}>
          {t('arrivals.stop')}
        </Button>
      </div>
    </>
  );
}

function Over({ arrival }: { arrival: ArrivalDetail }) {
  const t = useT();
  const { can } = useSession();
  const { counts, kind } = arrival;
  return (
    <>
      <Notice kind={counts.fault > 0 ? 'warning' : 'good'} role="status">
        {t('arrivals.over', { brought: counts.brought, here: counts.here, fault: counts.fault })}
      </Notice>
      <div className="row row--wrap">
        {kind === 'people' ? (
          <LinkButton to="/administracion/personas" search={{ estado: 'invited' }}>
            {t('arrivals.see-people')}
          </LinkButton>
        ) : can.queue ? (
          <LinkButton to="/atencion" search={{ vista: 'all' }}>
            {t('arrivals.see-requests')}
          </LinkButton>
        ) : (
          <p className="sub">{t('arrivals.desk-sees')}</p>
        )}
      </div>
    </>
  );
}

export function BringIn({ arrival }: { arrival: ArrivalDetail }) {
  const t = useT();
  return (
    <section className="card card__body arr-form" aria-labelledby="arr-bring-title">
      <h2 id="arr-bring-title">{t('arrivals.step.bring')}</h2>
      {arrival.state === 'running' ? (
        <Running arrival={arrival} />
      ) : arrival.state === 'done' ? (
        <Over arrival={arrival} />
      ) : (
        <Ready arrival={arrival} />
      )}
    </section>
  );
}
