/** What must not stand in the code at all, or in one reviewed file alone; each row a line of docs/security.md. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const code = globSync('{contract,server,web/src,web/public,bench}/**/*.{ts,tsx,js}', { cwd: ROOT })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }));

type Gate = { readonly what: string; readonly found: RegExp; readonly only?: RegExp; readonly breach: string };

const GATES: readonly Gate[] = [
  {
    what: 'C2: no raw HTML is put into a page',
    found: /dangerouslySetInnerHTML|(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|srcdoc/i,
    breach: 'node.innerHTML = text',
  },
  {
    what: 'C3: no address of another scheme, and no page opened in another’s hands',
    found: /javascript:|\bwindow\.open\(|\bdata:text/i,
    breach: "window.open('x')",
  },
  {
    what: 'C4: SQL from text in three reviewed files alone, of constants and numbers',
    found: /sql\.raw\(/,
    only: /^server\/requests\/(?:thread-|list-)?rows\.ts$|^bench\//,
    breach: 'sql.raw(name)',
  },
  {
    what: 'C4: a column is named by a literal',
    found: /\bcolumn\((?!'[\w.]+'\)|name: string\))/,
    breach: 'column(query.sort)',
  },
  {
    what: 'C4: statements as text only where roles and tables are made',
    found: /\.query\(\s*`/,
    only: /^server\/shared\/(migrate|jobs|postgres\/[\w-]+)\.ts$|^bench\//,
    breach: 'client.query(`select 1`)',
  },
  {
    what: 'C5: no shell',
    found: /\bexecSync\(|\bshell:\s*true|(?<![.\w])exec\(/,
    breach: "exec('ls')",
  },
  {
    what: 'C7: no pattern from what people type',
    found: /new RegExp\(/,
    only: /^server\/shared\/files\.ts$/,
    breach: 'new RegExp(q)',
  },
  {
    what: 'C9: no text is run as a program',
    found: /\beval\(|new Function\(|node:vm|setTimeout\(\s*['"`]/,
    breach: "eval('1')",
  },
  {
    what: 'C11: nobody is spoken to but the mail server, the scanner, PostgreSQL, directories and where copies of archives go',
    found: /(?<![.\w])fetch\(|from 'node:(?:https?|http2|net|tls|dgram|dns|dns\/promises)'|from 'undici'/,
    only: /^(?:server\/shared\/(?:certificate|clamd|settings|http\/(?:downloads|lines|stream)|postgres\/[\w-]+)|server\/accounts\/rules|server\/directories\/(?:ldap|reach)|server\/safekeeping\/copies\/sftp-session|server\/commands\/(?:running|doctor\/(?:port|public-url))|bench\/.+|web\/src\/.+)\.ts$/,
    breach: "await fetch('https://x')",
  },
  {
    what: 'C14: nothing is read back from bytes but JSON',
    found: /node:v8|\bdeserialize\(|DOMParser/,
    breach: "import v8 from 'node:v8'",
  },
  {
    what: 'C31: pages say nothing to other windows but their own tabs',
    found: /window\.postMessage|parent\.postMessage|addEventListener\('message'/,
    breach: "parent.postMessage(1, '*')",
  },
  {
    what: 'C32: the server sends nobody elsewhere, and the page only to its own paths and to directories of the institution',
    found: /\.redirect\(|statusCode\s*=\s*30\d|location\.(?:assign|replace)\((?!'\/)|location\.href\s*=/,
    only: /^web\/src\/features\/accounts\/way\.ts$/,
    breach: 'reply.redirect(where)',
  },
  {
    what: 'C71, C72: no old digest, no cipher of our own, and keys from node:crypto alone',
    found: /['"`](?:md5|sha-?1|des|rc4|aes-\d+-(?:ecb|cbc|ctr))['"`]|from '(?:bcrypt|argon2|crypto-js|tweetnacl|sjcl)/i,
    // The codes of RFC 6238 are what applications show: those of the demonstration's people, whose secrets are public.
    only: /^web\/src\/features\/accounts\/demo-code\.ts$/,
    breach: "createHash('md5')",
  },
  {
    what: 'C71: a cipher in one reviewed file alone',
    found: /create(?:C|Dec)ipheriv/,
    only: /^server\/accounts\/second-factor\/sealed\.ts$/,
    breach: 'createCipheriv(name, key, iv)',
  },
  {
    what: 'C72: what must be read again is sealed in one file, with the authentic kind of AES alone',
    found: /create(?:C|Dec)ipheriv\((?!'aes-256-gcm')/,
    breach: "createCipheriv('aes-256-cbc', key, iv)",
  },
  {
    what: 'C74: chance that matters comes from one file',
    found: /Math\.random|randomBytes|getRandomValues/,
    only: /^server\/shared\/(?:ids|postgres\/[\w-]+)\.ts$|^web\/src\/|^bench\//,
    breach: 'Math.random()',
  },
  {
    what: 'C88: nothing goes to the log around the log',
    found: /console\.(?:log|error|warn|info|debug)\(/,
    only: /^server\/(?:commands\/(?:terminal|running)|main|shared\/workshop\/bench)\.ts$|^bench\//,
    breach: "console.log('x')",
  },
];

describe('the code', () => {
  it('was really read', () => expect(code.length).toBeGreaterThan(300));

  it.each(GATES.map((gate) => [gate.what, gate] as const))('%s', (_what, gate) => {
    expect(gate.found.test(gate.breach)).toBe(true);
    const breaches = code.filter(({ path, text }) => !gate.only?.test(path) && gate.found.test(text));
    expect(breaches.map(({ path }) => path)).toEqual([]);
  });
});
