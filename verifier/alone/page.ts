/** The one file that checks with the network off: no library, no request, words and keys within. */
import { check } from '../check.ts';
import { type PublicKey, readKeys, shownFingerprint } from '../keys.ts';
import type { Report } from '../report.ts';
import { type Telling, telling } from '../telling.ts';
import { givenKeys } from './given-keys.ts';
import { type Locale, wordsIn } from './words.ts';

let locale: Locale = /^en/i.test(navigator.language) ? 'en' : 'es-MX';
const keys: PublicKey[] = givenKeys();
let shown: { name: string; report: Report } | null = null;

const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function make(tag: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

function section(title: string, items: readonly string[]): HTMLElement[] {
  if (items.length === 0) return [];
  const list = document.createElement('ul');
  list.append(...items.map((item) => make('li', item)));
  return [make('h3', title), list];
}

function factsOf(document_: Telling['documents'][number]): HTMLElement {
  const list = document.createElement('dl');
  for (const [name, value] of document_) {
    const row = document.createElement('div');
    row.append(make('dt', name), make('dd', value));
    list.append(row);
  }
  return list;
}

function drawResult(): void {
  const t = wordsIn(locale);
  const place = element('result');
  place.replaceChildren();
  if (shown === null) return;
  const { name, report } = shown;
  const told = telling(report, { t, locale });
  place.className = `result ${report.verdict}`;
  const title = make('h2', told.title);
  title.tabIndex = -1;
  place.append(make('p', name, 'name'), title, make('p', told.text));
  place.append(...section(t('verifying.found'), told.findings));
  for (const each of told.documents) place.append(factsOf(each));
  place.append(...section(t('verifying.notes'), told.notes), ...section(t('verifying.looked'), told.checked));
  title.focus();
}

function drawKeys(said = ''): void {
  const t = wordsIn(locale);
  const list = document.createElement('ul');
  list.append(...keys.map((key) => make('li', `${key.id ?? ''} ${shownFingerprint(key)}`.trim(), 'mono')));
  element('keys').replaceChildren(keys.length === 0 ? make('p', t('verifying.keys-none')) : list);
  element('keys-said').textContent = said;
}

function drawWords(): void {
  const t = wordsIn(locale);
  document.documentElement.lang = locale;
  document.title = t('verifying.alone-title');
  for (const each of document.querySelectorAll<HTMLElement>('[data-word]'))
    each.textContent = t(`verifying.${each.dataset.word}`);
  drawKeys();
  drawResult();
}

const breathe = (): Promise<void> => new Promise((next) => setTimeout(next));

async function look(file: File): Promise<void> {
  const t = wordsIn(locale);
  element('status').textContent = t('verifying.working', { name: file.name });
  await breathe();
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    shown = { name: file.name, report: await check({ bytes, keys, breathe }) };
    element('status').textContent = '';
  } catch {
    shown = null;
    element('status').textContent = t('verifying.unreadable');
  }
  drawResult();
}

async function addKeys(file: File): Promise<void> {
  const t = wordsIn(locale);
  const found = readKeys(new Uint8Array(await file.arrayBuffer()));
  keys.push(...found.filter((key) => !keys.some(({ fingerprint }) => fingerprint === key.fingerprint)));
  drawKeys(found.length === 0 ? t('verifying.keys-wrong') : t('verifying.keys-added', { count: found.length }));
}

function listen(): void {
  const [file, key] = ['file', 'key'].map((id) => element(id) as HTMLInputElement) as [
    HTMLInputElement,
    HTMLInputElement,
  ];
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    // The same file may be chosen again.
    file.value = '';
    if (chosen) void look(chosen);
  });
  key.addEventListener('change', () => {
    const [chosen] = key.files ?? [];
    key.value = '';
    if (chosen) void addKeys(chosen);
  });
  const zone = element('zone');
  for (const type of ['dragenter', 'dragover'])
    document.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
  document.addEventListener('dragleave', () => zone.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    const [dropped] = event.dataTransfer?.files ?? [];
    if (dropped) void look(dropped);
  });
  element('language').addEventListener('click', () => {
    locale = locale === 'en' ? 'es-MX' : 'en';
    drawWords();
  });
}

listen();
drawWords();
