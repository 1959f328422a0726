/**
 * Safekeeping: what would be lost if the server failed now, the backups there are, when the next is made, and the key they
 * are sealed for. The archive and its seal are of decision 33.
 */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { SignedProof } from './proof.ts';
import { Cursor, Done, Instant, id, LocalText, Nothing, pageOf, TypedPassword } from './shapes.ts';

export const BackupId = id('BackupId');
export type BackupId = v.InferOutput<typeof BackupId>;

/** daily: at its hour · asked: by button · command: `mesa backup` · before_upgrade: by the program, before it changes the schema. */
export const BACKUP_KINDS = ['daily', 'asked', 'command', 'before_upgrade'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];
/**
 * Of the archive alone. interrupted: the program was killed while it wrote, and nothing of it stays. What follows a made one
 * (`proof`, `copies`) has states of its own.
 */
export const BACKUP_STATES = ['waiting', 'running', 'made', 'failed', 'cancelled', 'interrupted'] as const;
export type BackupState = (typeof BACKUP_STATES)[number];
/** What a node does for it now. */
export const BACKUP_PHASES = ['writing', 'proving', 'copying'] as const;
export type BackupPhase = (typeof BACKUP_PHASES)[number];
/** interrupted: stopped half way; the key that would go on with it is gone. */
export const PROOF_STATES = ['waiting', 'running', 'proven', 'failed', 'interrupted'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

/** `says`: what happened and what to do, for whoever looks after the server. `reason`: the program's own word for it. */
const Failure = v.object({ reason: v.string(), says: LocalText });

export const BackupView = v.object({
  id: BackupId,
  kind: v.picklist(BACKUP_KINDS),
  state: v.picklist(BACKUP_STATES),
  /** Null: nothing is under way for it. */
  phase: v.nullable(v.picklist(BACKUP_PHASES)),
  askedAt: Instant,
  /** Name of the person; null: the desk itself, or its command line. */
  askedBy: v.nullable(v.string()),
  beganAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
  /** From its beginning to its end, whole seconds. */
  seconds: v.nullable(v.number()),
  /** The instant of which everything in the archive is. */
  seenAt: v.nullable(Instant),
  folder: v.string(),
  /** Of the file; null until it is whole. */
  name: v.nullable(v.string()),
  bytes: v.nullable(v.number()),
  /** Hexadecimal, of the file as it lies there. */
  sha256: v.nullable(v.string()),
  rows: v.nullable(v.number()),
  files: v.nullable(v.number()),
  /** Null when nothing is under way. The size of the tables is an estimate: 99 until the end of what is being done. */
  progress: v.nullable(v.object({ percent: v.number(), rows: v.number(), files: v.number() })),
  /** Somebody cancelled it and it is being given up. */
  cancelling: v.boolean(),
  failure: v.nullable(Failure),
  /** Null: none was to follow. `seconds`: how long the restore took. */
  proof: v.nullable(
    v.object({
      state: v.picklist(PROOF_STATES),
      at: v.nullable(Instant),
      seconds: v.nullable(v.number()),
      failure: v.nullable(Failure),
      /** To be kept beside the archive: `mesa verify-archive --proof` holds it against the file. */
      signed: v.nullable(SignedProof),
    }),
  ),
  /** Elsewhere: `where` without secrets, as "sftp://mesa@respaldos.example/mesa". */
  copies: v.array(
    v.object({
      where: v.string(),
      state: v.picklist(['made', 'failed']),
      at: Instant,
      failure: v.nullable(Failure),
    }),
  ),
  /** The file is there no more: cleared away by the rule, or found missing. */
  removedAt: v.nullable(Instant),
  removedWhy: v.nullable(v.picklist(['retention', 'missing'])),
  can: v.object({ cancel: v.boolean() }),
});
export type BackupView = v.InferOutput<typeof BackupView>;

const count = (min: number, max: number) =>
  v.pipe(
    v.number('field.number'),
    v.integer('field.number'),
    v.minValue(min, 'field.number'),
    v.maxValue(max, 'field.number'),
  );

/** The newest of each of the last days, weeks and months that have one stay; the newest of all and the newest proven one always. */
export const BackupPlan = v.strictObject({
  /** Off: none is made by itself. That the last one is too old is said all the same. */
  enabled: v.boolean('field.choice'),
  /** "02:00", in the time zone of the institution. */
  hour: v.pipe(v.string('field.text'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.hour')),
  days: count(1, 3650),
  weeks: count(0, 520),
  months: count(0, 240),
});
export type BackupPlan = v.InferOutput<typeof BackupPlan>;

export const SafekeepingView = v.object({
  /** When this was looked at. */
  at: Instant,
  /** Everything registered after this instant would be lost if the server failed now; null: everything. */
  lastGoodAt: v.nullable(Instant),
  /** The newest that was restored elsewhere and found whole. */
  lastProvenAt: v.nullable(Instant),
  /** How long that restore took, whole seconds; null: none was proven yet. */
  restoreSeconds: v.nullable(v.number()),
  /** The last good one is older than 26 hours, or there is none 26 hours after the key was made. */
  overdue: v.boolean(),
  hasKey: v.boolean(),
  /** For who looks after it; null for who may only know how it stands. */
  details: v.nullable(
    v.object({
      /** The half that seals; it opens nothing. */
      key: v.nullable(v.object({ recipient: v.string(), since: v.nullable(Instant) })),
      plan: v.object({ ...BackupPlan.entries, version: v.number() }),
      /** Of the institution's day; null while it is off or there is no key. */
      nextAt: v.nullable(Instant),
      underWay: v.nullable(BackupView),
      /** The newest run that ended, whatever became of it. */
      last: v.nullable(BackupView),
      place: v.object({
        folder: v.string(),
        /** Null: the folder cannot be looked at. */
        freeBytes: v.nullable(v.number()),
        allBytes: v.nullable(v.number()),
        /** One disk that breaks would take the desk and its backups. */
        onSameDisk: v.boolean(),
        writable: v.boolean(),
        /** Archives of this desk that lie there. */
        archives: v.number(),
        archiveBytes: v.number(),
      }),
      /** Where copies go besides, without secrets; null: nowhere. */
      copiesTo: v.nullable(v.string()),
    }),
  ),
});
export type SafekeepingView = v.InferOutput<typeof SafekeepingView>;

export const readSafekeeping = operation({
  name: 'readSafekeeping',
  method: 'GET',
  path: '/api/safekeeping',
  permission: 'safekeeping.read',
  summary: 'What would be lost if the server failed now, and for administrators how backups are made',
  reply: SafekeepingView,
});

export const listBackups = operation({
  name: 'listBackups',
  method: 'GET',
  path: '/api/backups',
  permission: 'safekeeping.administer',
  summary: 'Backups asked for, made, failed and removed, newest first',
  query: v.strictObject({ cursor: v.optional(Cursor) }),
  reply: pageOf(BackupView),
});

const oneBackup = v.strictObject({ id: BackupId });

export const readBackup = operation({
  name: 'readBackup',
  method: 'GET',
  path: '/api/backups/:id',
  permission: 'safekeeping.administer',
  summary: 'One backup, with how far it has come',
  background: true,
  params: oneBackup,
  reply: BackupView,
  refusals: ['not-found'],
});

export const startBackup = operation({
  name: 'startBackup',
  method: 'POST',
  path: '/api/backups',
  permission: 'safekeeping.administer',
  summary: 'Ask for a backup now; a node begins it within two seconds',
  status: 201,
  idempotent: true,
  body: Nothing,
  reply: v.object({ id: BackupId }),
  refusals: ['backup.no-key', 'backup.running'],
});

export const cancelBackup = operation({
  name: 'cancelBackup',
  method: 'POST',
  path: '/api/backups/:id/cancel',
  permission: 'safekeeping.administer',
  summary: 'Give up a backup under way, on whichever node; an archive that is whole already stays, without its proof',
  params: oneBackup,
  body: Nothing,
  reply: Done,
  refusals: ['not-found', 'backup.over'],
});

export const saveBackupPlan = operation({
  name: 'saveBackupPlan',
  method: 'PUT',
  path: '/api/safekeeping/plan',
  permission: 'safekeeping.administer',
  summary: 'Change when backups are made by themselves and which of them stay',
  body: v.strictObject({ plan: BackupPlan, version: v.number('field.number') }),
  reply: v.object({ version: v.number() }),
  refusals: ['version.stale'],
});

export const makeRecoveryKey = operation({
  name: 'makeRecoveryKey',
  method: 'POST',
  path: '/api/safekeeping/key',
  permission: 'safekeeping.administer',
  summary: 'Make the recovery key; its secret half is in this answer once and is kept nowhere',
  body: v.strictObject({
    /** True: in the place of the one there is; archives of before still need that one. */
    replace: v.boolean('field.choice'),
    /** The administrator's own, typed once more. */
    password: TypedPassword,
  }),
  reply: v.object({
    /** AGE-SECRET-KEY-1…: opens the archives. */
    identity: v.string(),
    recipient: v.string(),
    at: Instant,
  }),
  refusals: ['backup.has-key', 'password.current-wrong', 'sign-in.paused'],
});
