/** What the proof of a backup says, and the signature by which it can be held against the server that gave it. */
import * as v from 'valibot';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Seconds = v.pipe(v.number(), v.minValue(0));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Instant = v.pipe(v.string(), v.isoTimestamp());

export const PROOF_FORMAT = 1;

/** What was tried on the desk that came out of the archive; null where it holds nothing to try it on. */
export const Tried = v.object({
  /** An account was made there and signed in with its password. Null: the institution is not set up yet. */
  signIn: v.nullable(v.literal(true)),
  /** The page of a request was read. Null: there is none. */
  request: v.nullable(v.literal(true)),
  /** A file of a request was downloaded and is what its row says. Null: no request carries one. */
  attachment: v.nullable(v.literal(true)),
});
export type Tried = v.InferOutput<typeof Tried>;

/** That an archive was restored whole, and how long that took. There is none of an archive that was not. */
export const Proof = v.strictObject({
  format: v.literal(PROOF_FORMAT),
  archive: v.object({ id: v.string(), sha256: Hash, at: Instant, bytes: Count, program: v.string() }),
  /** When it was proven, by which version of the program, on which PostgreSQL (`server_version_num`). */
  at: Instant,
  program: v.string(),
  postgres: Count,
  counts: v.object({
    /** Restored, each table as many as the archive says. */
    rows: Count,
    /** Streams of the history followed from their first entry to their last, and how many entries that were. */
    streams: Count,
    entries: Count,
    /** With the sum they were issued with. */
    receipts: Count,
    /** With the bytes and the SHA-256 that the archive and their row say; `gone` were taken away by their owner meanwhile. */
    files: Count,
    fileBytes: Count,
    gone: Count,
    /** Migrations that brought the archive's schema to the program's. */
    migrated: Count,
  }),
  tried: Tried,
  /** `restore`: all that a restore does, opening and looking through included; `all`: with the checks after it. */
  seconds: v.object({ look: Seconds, start: Seconds, load: Seconds, restore: Seconds, check: Seconds, all: Seconds }),
});
export type Proof = v.InferOutput<typeof Proof>;

/** `key`: the public half, SPKI in base64url; `signature`: Ed25519 (RFC 8032) of the proof's RFC 8785 form, base64url. */
export const SignedProof = v.strictObject({ proof: Proof, key: v.string(), signature: v.string() });
export type SignedProof = v.InferOutput<typeof SignedProof>;
