import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real Chromium, out of the npm package, with nothing from the system but its C library.
 * The caller closes it. Set MESA_CHROMIUM to the path of another Chromium or Chrome to use it.
 */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.MESA_CHROMIUM;
  if (own) return chromium.launch({ executablePath: own });
  const folder = await unpacked();
  const executablePath = path.join(folder, 'chromium');
  const options = { executablePath, headless: true, args: FLAGS, env: environmentFor(executablePath, folder) };
  // Chromium refuses its sandbox as root.
  if (process.getuid?.() === 0) return chromium.launch({ ...options, chromiumSandbox: false });
  try {
    return await chromium.launch({ ...options, chromiumSandbox: true });
  } catch {
    // Some systems keep from ordinary users the namespaces that the sandbox is made of.
    return chromium.launch({ ...options, chromiumSandbox: false });
  }
}

/** A page lives for a second or two here: what V8 spends on making its code faster is never earned back. */
const FLAGS = ['--js-flags=--no-opt --no-maglev'];

let unpacking: Promise<string> | null = null;

function unpacked(): Promise<string> {
  unpacking ??= unpack();
  return unpacking;
}

/**
 * Unpacks once per version and user. The package by itself would share one folder with every
 * version and every user of the machine, and use in silence whatever it finds there.
 */
async function unpack(): Promise<string> {
  const folder = path.join(os.tmpdir(), `mesa-chromium-${installedVersion()}-${process.getuid?.() ?? 0}`);
  if (isOurs(folder)) return folder;
  const draft = mkdtempSync(path.join(os.tmpdir(), 'mesa-chromium-draft-'));
  await unpackInto(draft);
  try {
    // Whole or not at all: another run may be unpacking the same version at this moment.
    renameSync(draft, folder);
    return folder;
  } catch {
    if (!isOurs(folder)) return draft;
    rmSync(draft, { recursive: true, force: true });
    return folder;
  }
}

async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR;
  // The package asks for the temporary folder at each step and can be told no other place.
  process.env.TMPDIR = folder;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    await packed.executablePath();
    await inflate(path.join(packageFolder(), 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Anyone may make a folder of that name in the temporary folder: only our own is trusted. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o022) === 0;
}

function environmentFor(executablePath: string, folder: string): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  const asked = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  if (asked.status !== 0 || asked.stdout.includes('not found')) {
    environment.LD_LIBRARY_PATH = path.join(folder, 'al2023/lib');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) environment.FONTCONFIG_FILE = ownFonts(folder);
  return environment;
}

/** A system without any font: those of the package, named where they lie (its own list names other folders; with none Chromium dies). */
function ownFonts(folder: string): string {
  const file = path.join(folder, 'own-fonts.conf');
  const list = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`;
  writeFileSync(file, list);
  return file;
}

function packageFolder(): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
}

function installedVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder(), 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('The package @sparticuz/chromium has no version');
}
