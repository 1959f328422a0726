/** Who may do what to an agency: DTI, whose accounts hang on it; Servicios Generales and Contraloría read. */
import { hasRight, type Policy } from '#server/shared/policy.ts';

export type AgencyFacts = { readonly standing: 'coming' | 'in_force' | 'ended'; readonly isPlanned: boolean };
/** succeed: say who follows it. dissolve: it ends with nobody after it. callOff: take a succession back before its day. */
export type AgencyRight = 'add' | 'change' | 'succeed' | 'dissolve' | 'callOff';

export const agencyPolicy: Policy<AgencyRight, AgencyFacts> = {
  sees: (actor) => hasRight(actor, 'organisation.read'),
  may: (_right, actor) => hasRight(actor, 'organisation.administer'),
};

/** What its state leaves room for, whoever asks: the refusal is another one. */
export const hasRoom = (right: AgencyRight, { standing, isPlanned }: AgencyFacts): boolean => {
  if (right === 'callOff') return isPlanned && standing !== 'ended';
  const ends = right === 'succeed' || right === 'dissolve';
  return standing !== 'ended' && !(ends && isPlanned);
};
