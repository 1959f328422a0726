import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT, refuseIfNotWritable } from './paths.mjs';

const FOLDER = path.join(ROOT, '.ready');
const FILE = path.join(FOLDER, 'lock');
const POLL = 300;

/** Runs `act` while no other command of this project installs or builds. */
export async function alone(act) {
  refuseIfNotWritable(ROOT, FOLDER);
  mkdirSync(FOLDER, { recursive: true });
  let told = false;
  while (!take()) {
    const holder = holderOf();
    if (holder !== null && !holder.some(isAlive)) rmSync(FILE, { force: true });
    else {
      if (!told) console.log('· Esperando a que termine otro arranque / waiting for another start to finish …');
      told = true;
      await sleep(POLL);
    }
  }
  const release = () => {
    if (holderOf()?.[0]?.pid === process.pid) rmSync(FILE, { force: true });
  };
  process.on('exit', release);
  try {
    return await act();
  } finally {
    release();
    process.off('exit', release);
  }
}

/**
 * Writes down a program that works for whoever holds the lock: should we be killed, the next
 * start waits for it instead of working in the same folders beside it.
 */
export function noteHelper(pid) {
  const holder = holderOf();
  if (holder?.[0]?.pid !== process.pid) return;
  const draft = writeDraft([...holder, { pid, started: startOf(pid) }]);
  renameSync(draft, FILE);
}

/** The file appears whole or not at all, so that nobody reads an empty one. */
function take() {
  const draft = writeDraft([{ pid: process.pid, started: startOf(process.pid) }]);
  try {
    linkSync(draft, FILE);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDraft(holder) {
  const draft = path.join(FOLDER, `lock.${process.pid}`);
  writeFileSync(draft, JSON.stringify(holder));
  return draft;
}

/** Who holds the lock, itself first, then those who work for it; null when nobody does. */
function holderOf() {
  try {
    const holder = JSON.parse(readFileSync(FILE, 'utf8'));
    return Array.isArray(holder) ? holder : [];
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    // Not JSON: nobody's lock.
    return [];
  }
}

/** A number that another program has by now is not the one that took the lock. */
function isAlive({ pid, started }) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return startOf(pid) === started;
}

function startOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}
