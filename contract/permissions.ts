/**
 * The closed lists of roles and rights, and which role holds which right at the door of a route.
 *
 * What one may do to *one* record is the slice's `policy.ts`; this table only says who may knock.
 * Source: `docs/vocabulary.md` and the roles of the desk ("Who sees and does what").
 */
import * as v from 'valibot';

export const ROLES = [
  'requester',
  'delegate',
  'agency_coordinator',
  'agency_head',
  'agent',
  'team_lead',
  'service_owner',
  'operator_admin',
  'auditor',
  'privacy_officer',
  'archivist',
] as const;
export const Role = v.picklist(ROLES, 'field.choice');
export type Role = (typeof ROLES)[number];

const EVERYBODY = ROLES;
const DESK = ['agent', 'team_lead', 'service_owner'] as const;
/** Who attends requests, and so may be in a team. */
export const DESK_ROLES: readonly Role[] = DESK;

/** right → roles that may use it. Absent means nobody. */
export const PERMISSIONS = {
  /** One's own session, profile, password, notices, drafts and uploads. */
  'account.own': EVERYBODY,
  /** File a request in one's own name. */
  'request.file': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
  ],
  /** Read requests: which ones, and how much of each, is `requests/policy.ts`. */
  'request.read': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
    'auditor',
  ],
  /** Write a public message in a request one takes part in or attends. */
  'request.message': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
  ],
  /** Accept the solution, reopen, cancel: what belongs to who asked. */
  'request.settle': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
  ],
  /** The desk's own list. */
  'request.queue': [...DESK, 'auditor'],
  /** Teams with their people, and closure codes: the desk chooses from them, DTI puts people into them. */
  'desk.lists': [...DESK, 'auditor', 'operator_admin'],
  /** Take, assign, ask, wait, schedule, resolve, internal notes. */
  'request.attend': DESK,
  /** File on account of somebody: of whom, is `delegations/rows.ts`. */
  'request.file-for': ['delegate'],
  /** Write a request down for a person who asked otherwise. */
  'request.capture': DESK,
  /** Word templates and causes: which, is `canned-replies/policy.ts`. */
  'canned-reply.administer': ['team_lead', 'service_owner'],
  /** Notices of the desk: which, is `announcements/policy.ts`. */
  'announcement.administer': ['team_lead', 'service_owner'],
  /** Teams and who is in them: which, is `teams/policy.ts`. */
  'team.administer': ['team_lead', 'service_owner'],
  /** Say that somebody will be away, oneself or who one leads: whose, is `teams/policy.ts`. */
  'absence.set': DESK,
  /** Refuse a request on a legal or policy ground. */
  'request.reject': ['team_lead', 'service_owner'],
  /** Cover part of a request on a legal ground: who answers for the service, and never who attends it. */
  'request.redact': ['service_owner'],
  /** Open what was covered: never who covered it. */
  'redaction.open': ['auditor'],
  /** Areas, services with their forms and versions, institutional systems: document 002, 2., "administrará la Mesa". */
  'catalogue.administer': ['service_owner'],
  /** Which team a request goes to, and why. */
  'routing.read': ['team_lead', 'service_owner', 'auditor'],
  /** The rules that say so: their order is one for all areas. */
  'routing.administer': ['service_owner'],
  /** Keep or change the level of a request whose urgency was asked for (document 002, 1.g). */
  'urgency.decide': ['service_owner'],
  /** What was asked and decided, by agency and by who decided. */
  'urgency.ledger': ['service_owner', 'auditor'],
  /** Who opened which request, and what of it. */
  'reading.read': ['auditor'],
  /** Check the official record as a whole, and read its anchors. */
  'integrity.check': ['operator_admin', 'auditor'],
  /** Who is on call and when, and hand-over notes: which, is `duty/policy.ts`. */
  'duty.read': [...DESK, 'auditor'],
  /** Arrange who is on call: of which team, is `duty/policy.ts`. */
  'duty.administer': ['team_lead', 'service_owner'],
  /** Working hours and closed days. */
  'calendar.administer': ['service_owner'],
  /** Service levels: drafts, versions, retirement. */
  'level.administer': ['service_owner'],
  /** People, roles, activation links, locks. */
  'people.administer': ['operator_admin'],
  /** Since when somebody holds which role, and who gave it. */
  'role.read': ['operator_admin', 'auditor'],
  /** The tree of agencies with who heads and coordinates each. */
  'organisation.read': ['service_owner', 'operator_admin', 'auditor'],
  /** How people stand with their passwords: what is done about it is `people.administer`. */
  'password.report': ['service_owner', 'operator_admin', 'auditor'],
  /** Make, rename and move agencies, and say who follows whom: people hang on them, and accounts are DTI's. */
  'organisation.administer': ['operator_admin'],
  /** Write an enrolment down and sign it: one's own agency's, or what came on paper. Which, is `enrolments/policy.ts`. */
  'enrolment.draft': ['agency_coordinator', 'operator_admin'],
  /** Approve, observe or reject each row, and look after the links of those approved; never one's own. */
  'enrolment.review': ['operator_admin'],
  /** Grant an account below mando medio (document 002, 1.b). */
  'enrolment.except': ['service_owner'],
  /** The responsibilities everybody accepts. */
  'responsibilities.administer': ['service_owner'],
  /** Read enrolments: which ones, is `enrolments/policy.ts`. */
  'enrolment.read': ['agency_coordinator', 'service_owner', 'operator_admin', 'auditor'],
  /** Confirm who is still there, of one's own agency; DTI where nobody else can. Which, is `staff-rolls/policy.ts`. */
  'staff-roll.answer': ['agency_coordinator', 'agency_head', 'operator_admin'],
  /** Read what was confirmed: which, is `staff-rolls/policy.ts`. */
  'staff-roll.read': ['agency_coordinator', 'agency_head', 'service_owner', 'operator_admin', 'auditor'],
  /** Every agency's, with who is late. */
  'staff-roll.oversee': ['service_owner', 'operator_admin', 'auditor'],
  /** Tell that a person leaves: of one's own agency, or what came on paper. Which, is `deactivations/policy.ts`. */
  'deactivation.ask': ['agency_coordinator', 'agency_head', 'operator_admin'],
  /** Read deactivations: which ones, is `deactivations/policy.ts`. */
  'deactivation.read': ['agency_coordinator', 'agency_head', 'service_owner', 'operator_admin', 'auditor'],
  /** Requests of people about their own data, of everybody, and how long data are kept. */
  'data-right.read': ['operator_admin', 'auditor', 'privacy_officer'],
  /** Write down what came on paper, ask for more, answer: never one's own. */
  'data-right.attend': ['privacy_officer'],
  /** Make effective what was granted; a cancellation, an administrator who did not decide it. */
  'data-right.effect': ['operator_admin', 'privacy_officer'],
  /** Write and publish the privacy notice: the law gives it to the Transparency Unit, DTI puts it in place. */
  'privacy-notice.administer': ['operator_admin', 'privacy_officer'],
  /** Directories that vouch for people at the door. */
  'directory.administer': ['operator_admin'],
  /** Files of the desk before this one. */
  'arrival.bring': ['operator_admin'],
  /** The institution's settings, mail, letters that failed. */
  'institution.administer': ['operator_admin'],
  /** Since when everything would be lost, and whether that is well. */
  'safekeeping.read': ['service_owner', 'operator_admin'],
  /** Backups, their plan and the key to them. */
  'safekeeping.administer': ['operator_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Does any of these roles open this door? */
export const holds = (roles: Iterable<Role>, right: Permission): boolean => {
  const holders: readonly Role[] = PERMISSIONS[right];
  for (const role of roles) if (holders.includes(role)) return true;
  return false;
};

/** Roles that work at the desk: shorter idle sessions, the console shell. */
export const STAFF_ROLES: readonly Role[] = ['agent', 'team_lead', 'service_owner', 'operator_admin', 'auditor'];
