/** Where a request is: one source for shape, pigment and word. */
import type { ReactElement } from 'react';
import type { RequestState } from '#contract/requests.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import {
  ShapeBars,
  ShapeDay,
  ShapeDone,
  ShapeDot,
  ShapeHalf,
  ShapeRing,
  ShapeSlash,
  ShapeSpeech,
  ShapeTicked,
} from './shapes.tsx';

const MARKS = {
  registered: [ShapeRing, 'c-grey', 'common.state.registered'],
  assigned: [ShapeDot, 'c-maya', 'common.state.assigned'],
  in_progress: [ShapeHalf, 'c-maya', 'common.state.in_progress'],
  scheduled: [ShapeDay, 'c-jaca', 'common.state.scheduled'],
  waiting_requester: [ShapeSpeech, 'c-cempa', 'common.state.waiting_requester'],
  waiting_third_party: [ShapeBars, 'c-jaca', 'common.state.waiting_third_party'],
  resolved: [ShapeTicked, 'c-jade', 'common.state.resolved'],
  closed: [ShapeDone, 'c-grey', 'common.state.closed'],
  cancelled: [ShapeSlash, 'c-grey', 'common.state.cancelled'],
  rejected: [ShapeSlash, 'c-grey', 'common.state.rejected'],
} as const satisfies Record<RequestState, readonly [() => ReactElement, string, MessageKey]>;

/** The word of a state; a requester reads "Espera tu respuesta" where the desk reads "En espera del solicitante". */
export const stateKey = (state: RequestState, forRequester = false): MessageKey =>
  forRequester && state === 'waiting_requester' ? 'common.state.waiting_you' : MARKS[state][2];

type Props = {
  state: RequestState;
  forRequester?: boolean;
  /** In a box, as in the header of a request. */
  big?: boolean;
  /** The shape alone, its word for those who hear it: only in dense lists. */
  shapeOnly?: boolean;
};

export function StateMark({ state, forRequester, big, shapeOnly }: Props) {
  const t = useT();
  const [Sign, pigment] = MARKS[state];
  const word = t(stateKey(state, forRequester));
  return (
    <span className={`state ${pigment}${big ? ' state--box' : ''}`} title={shapeOnly ? word : undefined}>
      <Sign />
      {shapeOnly ? <span className="visually-hidden">{word}</span> : word}
    </span>
  );
}
