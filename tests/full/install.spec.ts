/**
 * A newcomer with docs/operations/ alone: from a fresh Debian to a desk behind TLS, over a kill, a restart, an upgrade and a
 * switch-off, without a loss. The pages' blocks are run word by word; only what install.md calls the reader's own differs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACHMENT_MAX_BYTES } from '#contract/attachments.ts';
import { shellOf } from '../install/blocks.ts';
import { BUNDLE, bundled, NAME, OURS, READY, TRUST, URL_, VISIT, visitIn, well } from '../install/desk-machine.ts';
import { Machine, whyNot } from '../install/machine.ts';
import { PASSWORD } from '../kit/desk.ts';

const REASON = whyNot();
const LONG = 1_200_000;

let machine: Machine;

const visit = (stage: string, extra = ''): string => visitIn(machine, stage, { extra });

/** An event reaches whoever listens through the proxy while the line stays open. */
function liveEventArrives(): void {
  const listen = `curl --silent --no-buffer --max-time 30 --cookie /root/jar ${URL_}/api/live`;
  const until = (word: string) =>
    `for n in $(seq 100); do grep --quiet '${word}' /root/heard && break; sleep 0.1; done`;
  const [opened, heard] = [until('^id: '), until('request.messaged')];
  const answer = `${TRUST}\n${VISIT} answer ${URL_} /root/remembered.json`;
  well(
    machine.run(
      `${listen} > /root/heard & listener=$!\n${opened}\n${answer}\n${heard}\nkill $listener\ngrep request.messaged /root/heard`,
    ),
  );
}

describe.skipIf(REASON !== null)('docs/operations, on a fresh Debian', () => {
  beforeAll(async () => {
    machine = new Machine();
    bundled(`${machine.root}${BUNDLE}`);
    well(
      machine.prepare(
        `${OURS}${shellOf('install.md', [2, 3, 4])}\napt-get install --yes --no-install-recommends caddy\nsystemctl disable caddy`,
      ),
    );
    // The upgrade's packages come from outside, too: it is made ready here, and changed over later.
    well(machine.prepare(OURS + shellOf('upgrade.md', [1])));
    await machine.boot();
  }, LONG);

  afterAll(async () => {
    await machine?.remove();
  }, 200_000);

  it('install.md takes it to a desk behind TLS, and gives the link for the first administrator', () => {
    well(machine.run(OURS + shellOf('install.md', [5, 6])));
    const link = well(machine.run(OURS + shellOf('install.md', [7]))).trim();
    expect(link).toMatch(new RegExp(`^${URL_}/preparar#\\S{40,}$`));
    visit('set-up', link);
  }, 300_000);

  it('answers a sign-in by curl with the headers of the program, each once, over HTTP/2 and no old TLS', () => {
    const body = JSON.stringify({ email: 'rosa@gobierno.example', password: PASSWORD });
    const post = `--cookie-jar /root/jar --header 'content-type: application/json' --header 'origin: ${URL_}' --data '${body}'`;
    const said = well(machine.run(`curl --silent --show-error --fail --include ${post} ${URL_}/api/session`));
    expect(said).toMatch(/^HTTP\/2 2/);
    for (const header of ['strict-transport-security', 'content-security-policy', 'x-content-type-options'])
      expect(said.match(new RegExp(`^${header}:`, 'gim')), header).toHaveLength(1);
    expect(said).toMatch(/^cache-control: no-store/im);
    const old = machine.run(`curl --silent --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 ${URL_}/health/live`);
    const other = machine.run(
      `curl --silent --insecure --resolve otra.ejemplo.gob.mx:443:127.0.0.1 https://otra.ejemplo.gob.mx/`,
    );
    expect([old.code, other.code]).toEqual([35, 35]);
    expect(well(machine.run(`curl --silent --include http://${NAME}/solicitudes`))).toMatch(
      /^HTTP\/1.1 301[\s\S]*location: https:/i,
    );
  });

  it('takes a file of the largest size; one byte more the desk refuses, and far more the proxy', () => {
    const post = `--cookie /root/jar --header 'origin: ${URL_}' --header 'content-type: application/octet-stream' --data-binary @-`;
    const status = (bytes: number) =>
      well(
        machine.run(
          `head --bytes ${bytes} /dev/zero | tr '\\0' a | curl --silent ${post} --output /root/said --write-out '%{http_code} ' '${URL_}/api/attachments?name=grande.txt'
          grep --only-matching --max-count=1 --extended-regexp 'attachment.too-large|nginx|"id"' /root/said || true`,
        ),
      ).trim();
    expect(status(ATTACHMENT_MAX_BYTES)).toBe('201 "id"');
    expect(status(ATTACHMENT_MAX_BYTES + 1)).toMatch(/^413 attachment.too-large/);
    expect(status(40 * 1024 * 1024)).toMatch(/^413 nginx/);
  });

  it('lets live events through the proxy as they are written', () => {
    liveEventArrives();
  });

  it('stands behind Caddy as it does behind nginx', () => {
    const caddyfile = `sed 's/mesa\\.example\\.gob\\.mx/${NAME}/g' /opt/mesa/deploy/caddy/Caddyfile > /root/Caddyfile`;
    well(
      machine.run(`systemctl stop nginx\n${caddyfile}\ncaddy start --config /root/Caddyfile > /root/caddy.log 2>&1`),
    );
    expect(well(machine.run(`curl --silent --include ${URL_}/health/ready`))).toMatch(/^HTTP\/2 200[\s\S]*ok$/);
    visit('check');
    liveEventArrives();
    well(machine.run('caddy stop > /root/caddy.log 2>&1\nsystemctl start nginx'));
  });

  it('works within the fences of its unit', () => {
    const status = well(
      machine.run('grep -E "^(NoNewPrivs|CapBnd|Seccomp):" /proc/$(systemctl show -P MainPID mesa)/status'),
    );
    expect(status.replaceAll(/\s+/g, ' ')).toBe('CapBnd: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 ');
    const exposure = well(machine.run('systemd-analyze security --no-pager mesa | tail -n 1'));
    expect(Number(/: ([\d.]+) /.exec(exposure)?.[1])).toBeLessThanOrEqual(2);
    expect(well(machine.run('stat --format "%U %a" /var/lib/mesa /var/lib/mesa/secrets'))).toBe('mesa 700\nmesa 700\n');
    // A unit with the same fences, that runs something else once.
    const other = "sed -e 's#server/main.ts serve#tests/install/fences.ts#; s#^Type=.*#Type=oneshot#; s#^Restart=.*##'";
    const probe = '/etc/systemd/system/mesa.service > /run/systemd/system/fences.service; systemctl daemon-reload';
    const said = well(
      machine.run(`${other} ${probe}; systemctl start fences; journalctl --unit fences --output cat --no-pager`),
    );
    for (const fence of ['unshare --user --net', 'setpriv --pdeathsig=KILL --no-new-privs', 'prlimit'])
      expect(said).toContain(fence);
    const main = well(machine.run('systemctl show -P MainPID,NRestarts mesa'));
    expect(well(machine.run('mesa verify'))).not.toBe('');
    expect(well(machine.run('systemctl show -P MainPID,NRestarts mesa'))).toBe(main);
    expect(well(machine.run('journalctl --unit mesa --output cat --no-pager'))).not.toMatch(
      /started again|terminating/,
    );
    expect(machine.run('runuser -u mesa -- touch /opt/mesa/x').code).not.toBe(0);
  });

  it('loses nothing acknowledged when it is restarted, killed, upgraded and switched off', async () => {
    const between = (act: string) =>
      well(
        machine.run(
          `${TRUST}\nrm -f /root/writing\ntouch /root/writing\n${VISIT} write ${URL_} /root/remembered.json 6 > /root/writing & writer=$!
          until grep --quiet filed /root/writing; do sleep 0.1; kill -0 $writer; done\n${act}\nwait $writer\n${READY}`,
        ),
      );
    between('systemctl restart mesa');
    visit('check');
    between('systemctl kill --kill-who=main --signal=KILL mesa');
    visit('check');
    well(machine.run(OURS + shellOf('upgrade.md', [2])));
    visit('check');
    await machine.off();
    await machine.boot();
    well(machine.run(READY));
    visit('check');
    const ended = well(machine.run('journalctl --unit mesa --no-pager --output cat | grep -c "se detuvo"'));
    expect(Number(ended)).toBeGreaterThanOrEqual(3);
  }, 400_000);
});

it.runIf(REASON !== null)(`does not try docs/operations: ${REASON}`, () => {
  expect(REASON).not.toBeNull();
});
