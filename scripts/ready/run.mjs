import { spawn } from 'node:child_process';
import os from 'node:os';
import { noteHelper } from './lock.mjs';
import { COMPILED, environment, ROOT } from './paths.mjs';

/**
 * Runs a program in our place: same terminal, signals passed on, and its exit code as the
 * answer (128 + n when a signal ended it).
 */
export function run(program, args, extra = {}) {
  const env = environment({ NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? COMPILED, ...extra });
  const child = spawn(program, args, { cwd: ROOT, env, stdio: 'inherit' });
  const pass = (signal) => {
    // In a terminal, Ctrl-C has reached the child already; a second one would mean "hurry".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a program and keeps its words, to be shown only if it fails. */
export function runQuietly(program, args, extra = {}) {
  const child = spawn(program, args, { cwd: ROOT, env: environment(extra), stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) noteHelper(child.pid);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      words += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, words }));
  });
}
