/** Pure: where copies of archives go and how one gets in there, from the address and the secrets beside it. */

/** Texts of the program's own settings; `secret` also reads `<name>_FILE`. Each complaint is told with all the others. */
export type CopySettings = {
  text(name: string): string | null;
  secret(name: string): string | null;
  complain(name: string, es: string, en: string): null;
};

export type SftpTarget = {
  readonly kind: 'sftp';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** As the server takes it; relative to the user's own folder where it does not begin with a slash. */
  readonly folder: string;
  /** `SHA256:…` as `ssh-keygen -l` writes it, one of which the server must show. */
  readonly hostKeys: readonly string[];
  readonly password: string | null;
  /** In the form `ssh-keygen` writes, without a passphrase. */
  readonly privateKey: string | null;
};

export type S3Target = {
  readonly kind: 's3';
  readonly bucket: string;
  /** Without slashes around it; empty: the bucket's root. */
  readonly prefix: string;
  /** Null: the service of the maker of S3. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly pathStyle: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
};

export type CopyTarget = SftpTarget | S3Target;

/** The address, which holds no secret. */
export function copyPlace(target: CopyTarget): string {
  if (target.kind === 's3') return `s3://${[target.bucket, target.prefix].filter((part) => part !== '').join('/')}`;
  const { user, host, port, folder } = target;
  return `sftp://${user}@${host}${port === 22 ? '' : `:${port}`}${folder.startsWith('/') ? '' : '/~/'}${folder}`;
}

export const COPY_URL = 'BACKUP_COPY_URL';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Null: no copies go anywhere, or what is set was complained of. */
export function readCopyTarget(from: CopySettings): CopyTarget | null {
  const written = from.secret(COPY_URL);
  const sftp = {
    hostKeys: (from.text('BACKUP_COPY_HOST_KEY') ?? '').split(','),
    privateKey: from.secret('BACKUP_COPY_KEY'),
    password: from.secret('BACKUP_COPY_PASSWORD'),
  };
  const s3 = { accessKey: from.secret('AWS_ACCESS_KEY_ID'), secretKey: from.secret('AWS_SECRET_ACCESS_KEY') };
  if (written === null) return null;
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url === null || url.hostname === '' || !['sftp:', 's3:'].includes(url.protocol)) {
    return from.complain(
      COPY_URL,
      'se escribe sftp://usuario@servidor/carpeta o s3://depósito/carpeta?region=…',
      'is written sftp://user@server/folder or s3://bucket/folder?region=…',
    );
  }
  if (url.password !== '') {
    return from.complain(
      COPY_URL,
      'no lleva contraseñas: van en archivos, por ejemplo BACKUP_COPY_PASSWORD_FILE',
      'carries no passwords: they go into files, for example BACKUP_COPY_PASSWORD_FILE',
    );
  }
  return url.protocol === 'sftp:' ? readSftp(from, url, sftp) : readS3(from, url, s3);
}

const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}$/;

type SftpGiven = Pick<SftpTarget, 'hostKeys' | 'password' | 'privateKey'>;

function readSftp(from: CopySettings, url: URL, given: SftpGiven): SftpTarget | null {
  const folder = decoded(url.pathname);
  if (url.username === '' || folder === null || folder === '/' || folder === '') {
    return from.complain(
      COPY_URL,
      'debe decir usuario y carpeta: sftp://usuario@servidor/carpeta',
      'must name user and folder: sftp://user@server/folder',
    );
  }
  const keys = given.hostKeys.map((key) => key.trim().replace(/=+$/, ''));
  const hostKeys = keys.filter((key) => FINGERPRINT.test(key));
  if (hostKeys.length !== keys.length) {
    const see = `ssh-keyscan -p ${url.port || '22'} ${url.hostname} | ssh-keygen -lf -`;
    return from.complain(
      'BACKUP_COPY_HOST_KEY',
      `debe llevar la huella del servidor (SHA256:…). Se ve con: ${see}; compárala con la que dé quien lo administra`,
      `must hold the fingerprint of the server (SHA256:…). See it with: ${see}; compare it with the one its administrator gives`,
    );
  }
  const { privateKey, password } = given;
  if (privateKey === null && password === null) {
    return from.complain(
      COPY_URL,
      'necesita cómo entrar: BACKUP_COPY_KEY_FILE (llave privada) o BACKUP_COPY_PASSWORD_FILE',
      'needs a way in: BACKUP_COPY_KEY_FILE (private key) or BACKUP_COPY_PASSWORD_FILE',
    );
  }
  const rest = { user: decodeURIComponent(url.username), hostKeys, password, privateKey };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { kind: 'sftp', host, port: Number(url.port || 22), folder: fromHome(folder), ...rest };
}

/** `/~/copies` is a folder in the user's own one. */
const fromHome = (folder: string): string => folder.replace(/\/+$/, '').replace(/^\/~\//, '');

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

type S3Given = { accessKey: string | null; secretKey: string | null };

function readS3(from: CopySettings, url: URL, { accessKey, secretKey }: S3Given): S3Target | null {
  const { searchParams } = url;
  const endpoint = searchParams.get('endpoint');
  if (endpoint !== null && !isSafe(endpoint)) {
    return from.complain(
      COPY_URL,
      'lleva en endpoint una dirección https://',
      'carries an https:// address in endpoint',
    );
  }
  const prefix = decoded(url.pathname)?.replace(/^\/+|\/+$/g, '');
  const region = searchParams.get('region') ?? (endpoint === null ? null : 'us-east-1');
  if (prefix === undefined || region === null) {
    return from.complain(
      COPY_URL,
      'debe decir la región: s3://depósito/carpeta?region=…',
      'must name the region: s3://bucket/folder?region=…',
    );
  }
  if (accessKey === null || secretKey === null) {
    return from.complain(
      COPY_URL,
      'necesita cómo entrar: AWS_ACCESS_KEY_ID_FILE y AWS_SECRET_ACCESS_KEY_FILE',
      'needs a way in: AWS_ACCESS_KEY_ID_FILE and AWS_SECRET_ACCESS_KEY_FILE',
    );
  }
  const pathStyle = searchParams.get('pathStyle') === '1';
  return { kind: 's3', bucket: url.hostname, prefix, endpoint, region, pathStyle, accessKey, secretKey };
}

/** Sealed as archives are, the keys of the store would still travel in the open: plain http on this machine alone. */
function isSafe(endpoint: string): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname)));
}
