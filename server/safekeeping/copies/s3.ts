/**
 * Copies in a store that speaks S3. An upload in parts has no name until it is completed. What lies there is read back:
 * the tag of parts is no hash of the whole, and not every store keeps a SHA-256.
 */
import { createReadStream } from 'node:fs';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { copyPlace, type S3Target } from '#server/shared/copy-target.ts';
import { newId } from '#server/shared/ids.ts';
import { listed } from '../names.ts';
import { s3Trouble } from './s3-trouble.ts';
import { CopyFailed } from './trouble.ts';
import { type Reading, type Sending, sha256Of, type Way } from './way.ts';

const MIB = 1024 * 1024;
/** The maker of S3 takes 10,000 parts of 5 MiB to 5 GiB. */
const MOST_PARTS = 9_000;
const SMALLEST_PART = 8 * MIB;

export function s3Way(target: S3Target): Way {
  const { bucket: Bucket, prefix } = target;
  const place = copyPlace(target);
  const keyOf = (name: string) => (prefix === '' ? name : `${prefix}/${name}`);
  const client = openClient(target);
  const words = <Result>(act: () => Promise<Result>, signal?: AbortSignal) => told(act, { target, place, signal });
  const read = (name: string, signal: AbortSignal) => readObject(client, { Bucket, Key: keyOf(name) }, signal);
  const remove = (name: string) =>
    words(async () => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(name) }));
    });
  return {
    describe: () => place,
    put: async (name, sending) => {
      const { signal } = sending;
      const sha256 = await words(async () => {
        await dropLeftovers(client, { Bucket, Key: keyOf(name) });
        await upload(client, { Bucket, Key: keyOf(name) }, sending);
        return sha256Of(read(name, signal), sending.progress);
      }, signal);
      if (sha256 === sending.sha256) return;
      await remove(name);
      throw new CopyFailed('altered', { name, place });
    },
    list: () => words(async () => listed(await objects(client, { Bucket, Prefix: keyOf('mesa-') }))),
    read: async function* (name, signal) {
      try {
        yield* read(name, signal);
      } catch (error) {
        throw s3Trouble(error, { target, place, signal, name });
      }
    },
    remove,
    check: () =>
      words(async () => {
        await client.send(new ListObjectsV2Command({ Bucket, Prefix: keyOf('mesa-'), MaxKeys: 1 }));
        const Key = keyOf(`.mesa-${newId()}`);
        await client.send(new PutObjectCommand({ Bucket, Key, Body: 'mesa\n' }));
        await client.send(new DeleteObjectCommand({ Bucket, Key }));
      }),
  };
}

async function told<Result>(
  act: () => Promise<Result>,
  where: { target: S3Target; place: string; signal: AbortSignal | undefined },
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw s3Trouble(error, { ...where, name: where.place });
  }
}

const openClient = ({ endpoint, region, pathStyle, accessKey, secretKey }: S3Target): S3Client =>
  new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    maxAttempts: 3,
    // Sums of the newest kind are unknown to many stores; what arrived is read back anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 20_000, socketTimeout: 60_000 },
  });

type Thing = { Bucket: string; Key: string };

async function upload(client: S3Client, thing: Thing, { path, bytes, signal, progress }: Sending): Promise<void> {
  const partSize = Math.max(SMALLEST_PART, Math.ceil(bytes / MOST_PARTS));
  const Body = createReadStream(path, { highWaterMark: MIB });
  const uploading = new Upload({ client, params: { ...thing, Body }, partSize, queueSize: 2 });
  let told = 0;
  uploading.on('httpUploadProgress', ({ loaded = 0 }) => {
    progress(loaded - told);
    told = loaded;
  });
  const cut = () => void uploading.abort();
  signal.addEventListener('abort', cut, { once: true });
  try {
    signal.throwIfAborted();
    await uploading.done();
  } finally {
    signal.removeEventListener('abort', cut);
    Body.destroy();
  }
}

/** Parts of a try that was cut are paid for until somebody drops them. A store that cannot list them keeps its own house. */
async function dropLeftovers(client: S3Client, { Bucket, Key }: Thing): Promise<void> {
  const found = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key })).catch(() => null);
  for (const { UploadId, Key: key } of found?.Uploads ?? []) {
    if (key !== Key) continue;
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => undefined);
  }
}

async function* readObject(client: S3Client, thing: Thing, abortSignal: AbortSignal): Reading {
  const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand(thing), { abortSignal });
  if (Body === undefined || !(Symbol.asyncIterator in Body)) return;
  for await (const piece of Body as AsyncIterable<Uint8Array>) yield { piece, ofBytes: ContentLength };
}

async function objects(client: S3Client, asked: { Bucket: string; Prefix: string }) {
  const found: { name: string; bytes: number }[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ ...asked, ContinuationToken }));
    for (const { Key = '', Size = 0 } of page.Contents ?? [])
      found.push({ name: Key.split('/').at(-1) ?? '', bytes: Size });
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return found;
}
