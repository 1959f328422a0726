/** Pure: what a store that speaks S3 answers when it does not do what it was asked, as one of our reasons. */
import type { S3Target } from '#server/shared/copy-target.ts';
import { CopyFailed, type CopyTrouble, codeOf, networkTrouble, wordsOf } from './trouble.ts';

/** Names of errors, of the maker of S3 and of stores like it. */
const BY_NAME: Readonly<Record<string, CopyTrouble>> = {
  InvalidAccessKeyId: 'sign-in',
  SignatureDoesNotMatch: 'sign-in',
  InvalidToken: 'sign-in',
  ExpiredToken: 'sign-in',
  AccessDenied: 'no-permission',
  NoSuchBucket: 'no-bucket',
  NoSuchKey: 'not-there',
  NotFound: 'not-there',
  PermanentRedirect: 'region',
  AuthorizationHeaderMalformed: 'region',
  IllegalLocationConstraintException: 'region',
  RequestTimeTooSkewed: 'clock',
  QuotaExceeded: 'no-room',
  XMinioStorageFull: 'no-room',
  XMinioAdminBucketQuotaExceeded: 'no-room',
  EntityTooLarge: 'no-room',
  TimeoutError: 'silent',
  SlowDown: 'silent',
  ServiceUnavailable: 'silent',
  InternalError: 'silent',
};

type Where = { target: S3Target; place: string; name: string; signal: AbortSignal | undefined };

export function s3Trouble(error: unknown, { target, place, name, signal }: Where): CopyFailed {
  if (signal?.aborted) return new CopyFailed('cancelled', {});
  if (error instanceof CopyFailed) return error;
  const host = target.endpoint === null ? `s3.${target.region}` : new URL(target.endpoint).host;
  const values = { place, name, host, bucket: target.bucket, region: target.region, reason: wordsOf(error) };
  return new CopyFailed(troubleOf(error), values);
}

function troubleOf(error: unknown): CopyTrouble {
  const known = error instanceof Error ? BY_NAME[error.name] : undefined;
  if (known !== undefined) return known;
  const network = networkTrouble(error);
  if (network !== null) return network;
  if (/certificate|self.signed|altname|SSL|TLS/i.test(`${codeOf(error)} ${wordsOf(error)}`)) return 'certificate';
  const status = statusOf(error);
  if (status === 507) return 'no-room';
  if (status === 401 || status === 403) return 'no-permission';
  return status !== null && status >= 500 ? 'silent' : 'other';
}

function statusOf(error: unknown): number | null {
  const told = error instanceof Error && '$metadata' in error ? error.$metadata : null;
  const status = typeof told === 'object' && told !== null && 'httpStatusCode' in told ? told.httpStatusCode : null;
  return typeof status === 'number' ? status : null;
}
