import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const KEY = `SHA256:${'A'.repeat(43)}`;
const SFTP = {
  BACKUP_COPY_URL: 'sftp://mesa@respaldo.example/srv/copias/',
  BACKUP_COPY_HOST_KEY: KEY,
  BACKUP_COPY_PASSWORD: 'clave',
};
const S3 = {
  BACKUP_COPY_URL: 's3://respaldos/mesa?region=mx-central-1',
  AWS_ACCESS_KEY_ID: 'a',
  AWS_SECRET_ACCESS_KEY: 'b',
};

it('reads where copies go and how one gets in there', () => {
  expect(readSettings({}).backupCopy).toBe(null);
  const sftp = {
    kind: 'sftp',
    host: 'respaldo.example',
    port: 22,
    user: 'mesa',
    folder: '/srv/copias',
    hostKeys: [KEY],
  };
  expect(readSettings(SFTP).backupCopy).toEqual({ ...sftp, password: 'clave', privateKey: null });
  const home = { ...SFTP, BACKUP_COPY_URL: 'sftp://mesa@[::1]:2222/~/copias', BACKUP_COPY_HOST_KEY: `${KEY}=, ${KEY}` };
  expect(readSettings(home).backupCopy).toMatchObject({
    host: '::1',
    port: 2222,
    folder: 'copias',
    hostKeys: [KEY, KEY],
  });
  const s3 = {
    kind: 's3',
    bucket: 'respaldos',
    prefix: 'mesa',
    endpoint: null,
    region: 'mx-central-1',
    pathStyle: false,
  };
  expect(readSettings(S3).backupCopy).toEqual({ ...s3, accessKey: 'a', secretKey: 'b' });
  const own = 's3://respaldos?endpoint=https://almacen.example:9000&pathStyle=1';
  expect(readSettings({ ...S3, BACKUP_COPY_URL: own }).backupCopy).toMatchObject({
    ...{ prefix: '', endpoint: 'https://almacen.example:9000', region: 'us-east-1', pathStyle: true },
  });
});

it.each([
  ['another way of going there', { ...SFTP, BACKUP_COPY_URL: 'ftp://mesa@respaldo.example/copias' }, /sftp:\/\/user/],
  ['a password that would be shown', { ...SFTP, BACKUP_COPY_URL: 'sftp://mesa:secreta@r.example/c' }, /no passwords/],
  ['nobody', { ...SFTP, BACKUP_COPY_URL: 'sftp://respaldo.example/copias' }, /user and folder/],
  ['no folder', { ...SFTP, BACKUP_COPY_URL: 'sftp://mesa@respaldo.example/' }, /user and folder/],
  [
    'no fingerprint',
    { ...SFTP, BACKUP_COPY_HOST_KEY: '' },
    /BACKUP_COPY_HOST_KEY.*ssh-keyscan -p 22 respaldo\.example/,
  ],
  ['one of another kind', { ...SFTP, BACKUP_COPY_HOST_KEY: `${KEY},MD5:aa:bb` }, /BACKUP_COPY_HOST_KEY/],
  ['no way in', { ...SFTP, BACKUP_COPY_PASSWORD: '' }, /BACKUP_COPY_KEY_FILE/],
  ['no region', { ...S3, BACKUP_COPY_URL: 's3://respaldos/mesa' }, /region/],
  ['keys in the open', { ...S3, BACKUP_COPY_URL: 's3://r/m?endpoint=http://almacen.example' }, /https/],
  ['half a key', { ...S3, AWS_SECRET_ACCESS_KEY: '' }, /AWS_SECRET_ACCESS_KEY_FILE/],
])('refuses %s, and says no secret', (_what, env, said) => {
  expect(() => readSettings(env)).toThrow(said);
  expect(() => readSettings(env)).not.toThrow(/secreta|clave/);
});
