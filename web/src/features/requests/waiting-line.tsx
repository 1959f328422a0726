/** At the foot of every page of the console: each act that waits, with the way to take it back, and then what became of it. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useCommand } from '#web/shared/commands.ts';
import { faultText, refusalText, whoWasFirst } from '#web/shared/fault-text.ts';
import { loadSections, type MessageKey, type Translate, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck, IconClock, IconHistory, IconWarning, IconX } from '#web/shared/ui/icons.tsx';
import { Keys, useKeyShortcut } from '#web/shared/ui/keys.tsx';
import { shortFolio } from '#web/shared/ui/stub.tsx';
import { wantComeback } from './comeback.ts';
import {
  type Became,
  dismissWaiting,
  lastWaiting,
  onWaiting,
  readWaiting,
  resumeWaiting,
  takeBack,
  type WaitingAct,
} from './waiting-acts.ts';

const SECOND = 1000;

/** Draws again each second while something waits. */
function useSeconds(on: boolean): number {
  const [now, set] = useState(() => Date.now());
  useEffect(() => {
    if (!on) return;
    set(Date.now());
    const timer = setInterval(() => set(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, [on]);
  return now;
}

function wordsOf(t: Translate, act: WaitingAct): string {
  const { kind, count, phase, refusedOfMany } = act;
  const values = { kind, count, folio: shortFolio(act.folio) };
  if (phase === 'done' && refusedOfMany > 0) return t('console.waiting.some', { ...values, refused: refusedOfMany });
  if (act.cut) return t('console.waiting.cut');
  if (phase === 'refused')
    return `${t('console.waiting.refused', values)} ${act.error === null ? '' : reasonOf(t, act)}`.trim();
  return t(PHASES[phase], values);
}

/** The request is shown anew by itself: nobody is told to reload. */
const reasonOf = (t: Translate, { error }: WaitingAct): string =>
  error?.problem.code === 'version.stale'
    ? t('console.waiting.moved', { first: whoWasFirst(t, error) })
    : faultText(t, error);

const PHASES = {
  waiting: 'console.waiting.waiting',
  recording: 'console.waiting.recording',
  done: 'console.waiting.done',
  undone: 'console.waiting.undone',
  late: 'console.waiting.late',
  refused: 'console.waiting.refused',
} as const satisfies Record<WaitingAct['phase'], MessageKey>;

const SIGNS = {
  waiting: <IconClock />,
  recording: <IconClock />,
  done: <IconCheck />,
  undone: <IconHistory />,
  late: <IconWarning />,
  refused: <IconWarning />,
} as const;

/** Of many: what became of each, for whoever wants to know. */
function Each({ items }: { items: Became }) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <details className="toast__each">
      <summary>{t('console.waiting.each')}</summary>
      <ul>
        {items.map(({ id, folio, outcome, code, values }) => (
          <li key={id}>
            <span className="folio">{folio === null ? t('console.bulk.unseen') : shortFolio(folio)}</span>{' '}
            {t('console.waiting.became', { outcome })}{' '}
            {outcome === 'refused' && code !== null ? refusalText(t, { code, values }) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

type LineProps = { act: WaitingAct; now: number; onUndo: () => void; onReturn: (() => void) | null };

function Line({ act, now, onUndo, onReturn }: LineProps) {
  const t = useT();
  const shortcut = useKeyShortcut('undo');
  const { phase } = act;
  const seconds = Math.max(1, Math.ceil((act.dueAt - now) / SECOND));
  return (
    <li className={`toast toast--${phase === 'refused' ? 'problem' : 'good'}`}>
      {SIGNS[phase]}
      <div className="grow">
        {wordsOf(t, act)}
        <Each items={act.items} />
      </div>
      {phase === 'waiting' ? (
        <Button small kind="quiet" aria-keyshortcuts={shortcut} onClick={onUndo}>
          {t('console.waiting.undo')}
          <span className="toast__left num" aria-hidden="true">
            {t('console.waiting.left', { seconds })}
          </span>
          <Keys of="undo" />
        </Button>
      ) : null}
      {phase === 'waiting' || phase === 'recording' ? null : (
        <Button
          small
          kind="quiet"
          icon={<IconX />}
          aria-label={t('common.close')}
          onClick={() => dismissWaiting(act.id)}
        />
      )}
      {phase === 'refused' && onReturn !== null ? (
        <Button small kind="quiet" onClick={onReturn}>
          {t('console.waiting.return')}
        </Button>
      ) : null}
    </li>
  );
}

/** Their words come with the first of them. */
function useWords(on: boolean): boolean {
  const [here, set] = useState(false);
  useEffect(() => {
    if (on && !here)
      loadSections('console', 'faults-desk').then(
        () => set(true),
        () => undefined,
      );
  }, [on, here]);
  return here;
}

export function WaitingLine() {
  const { person } = useSession();
  // Before the page below is drawn: it asks what waits there.
  const [resumed, resume] = useState<string | null>(null);
  if (resumed !== person.id) {
    resumeWaiting(person.id);
    resume(person.id);
  }
  const navigate = useNavigate();
  const acts = useSyncExternalStore(onWaiting, readWaiting);
  const isSaid = useWords(acts.length > 0);
  const now = useSeconds(acts.some(({ phase }) => phase === 'waiting'));
  const goBack = ({ requestId, ref }: WaitingAct) => {
    if (requestId !== null && ref !== null) {
      wantComeback(requestId);
      const to = `/atencion/${ref}`;
      if (window.location.pathname !== to)
        void navigate({ to: '/atencion/$ref', params: { ref }, search: true as never });
    } else void navigate({ to: '/atencion', search: true as never });
  };
  const undo = (act: WaitingAct) => void takeBack(act.id).then((isUndone) => isUndone && goBack(act));
  const last = lastWaiting();
  useCommand('undo', last === undefined ? null : () => undo(last));
  return (
    <div className="toasts" role="status">
      <ul className="toasts__lasting">
        {(isSaid ? acts : []).map((act) => (
          <Line
            key={act.id}
            act={act}
            now={now}
            onUndo={() => undo(act)}
            onReturn={
              act.ref === null
                ? null
                : () => {
                    dismissWaiting(act.id);
                    goBack(act);
                  }
            }
          />
        ))}
      </ul>
    </div>
  );
}
