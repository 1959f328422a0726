/** What is typed into a deactivation, what it lacks, and its way to the server. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import {
  DEACTIVATION_AHEAD_DAYS,
  type DeactivationGround,
  type DeactivationWay,
} from '#contract/deactivation-shapes.ts';
import type { PersonId } from '#contract/ids.ts';
import { standAtFault } from '#web/shared/check.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { type Scan, useScan } from '#web/shared/forms/scan-field.tsx';
import { isChosen } from '#web/shared/forms/search-words.ts';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { keysOfBodies } from '#web/shared/key-of-body.ts';
import { useMoments } from '#web/shared/use-moments.ts';
import { type Leaver, mayLeave } from './leaver-facts.tsx';
import { useAsk } from './queries.ts';

export type Typed = {
  readonly ground: DeactivationGround | null;
  readonly groundWords: string;
  readonly when: 'now' | 'day';
  readonly day: string;
  readonly colleague: string;
  readonly note: string;
  readonly way: DeactivationWay;
  readonly signerName: string;
  readonly signedOn: string;
};

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Field → what it lacks, in the order they stand on the page. */
function lacking(t: Translate, typed: Typed, { scan, today }: { scan: Scan | null; today: string }) {
  const isPaper = typed.way === 'scan';
  const [first, last] = [dayAfter(today, 1), dayAfter(today, DEACTIVATION_AHEAD_DAYS)];
  const isDayWrong = typed.when === 'day' && !(typed.day >= first && typed.day <= last);
  const said: [string, boolean, string][] = [
    ['ground', typed.ground === null, t('field.required')],
    ['groundWords', typed.ground === 'other' && typed.groundWords.trim() === '', t('field.required')],
    ['effectiveOn', isDayWrong, t('deactivations.when.wrong')],
    ['colleagueId', typed.colleague !== '' && !isChosen(typed.colleague), t('deactivations.colleague.wrong')],
    [
      'by.attachmentId',
      isPaper && scan?.state !== 'there',
      t(scan?.state === 'up' ? 'enrolments.upload.wait' : 'field.required'),
    ],
    ['by.signerName', isPaper && typed.signerName.trim() === '', t('field.required')],
    ['by.signedOn', isPaper && (typed.signedOn === '' || typed.signedOn > today), t('enrolments.upload.day-wrong')],
  ];
  return Object.fromEntries(said.flatMap(([path, isWrong, message]) => (isWrong ? [[path, message]] : [])));
}

export function useForm(leaver: Leaver) {
  const t = useT();
  const navigate = useNavigate();
  const { today } = useMoments();
  const asking = useAsk();
  const scanning = useScan();
  // Pressed again after a cut, it is still one form; with anything of it changed, another scan too, it is another.
  const [keyOf] = useState(keysOfBodies);
  const [tried, again] = useState(false);
  const [typed, put] = useState<Typed>({
    ...{ ground: null, groundWords: '', when: 'now', day: '', colleague: '', note: '' },
    ...{ way: leaver.ways[0] ?? 'screen', signerName: '', signedOn: today },
  });
  const type = (part: Partial<Typed>) => put((before) => ({ ...before, ...part }));
  const { scan } = scanning;
  const missing = lacking(t, typed, { scan, today });
  const shown: Record<string, string> = { ...(tried ? missing : {}), ...fieldErrors(t, asking.error) };
  const byOf = () => {
    const { way, signerName, signedOn } = typed;
    if (way === 'screen') return { way };
    return scan?.state === 'there' ? { way, attachmentId: scan.view.id, signerName, signedOn } : null;
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    again(true);
    const { ground, groundWords, note, when, day, colleague } = typed;
    const by = byOf();
    if (asking.isPending || !mayLeave(leaver)) return;
    if (Object.keys(missing).length > 0 || ground === null || by === null) return standAtFault(event.currentTarget);
    const body = {
      ...{ personId: leaver.person.id, ground, groundWords: ground === 'other' ? groundWords : '', note, by },
      ...{ effectiveOn: when === 'day' ? day : null, colleagueId: colleague === '' ? null : (colleague as PersonId) },
    };
    asking.mutate(
      { body, key: keyOf(body) },
      { onSuccess: ({ id }) => void navigate({ to: '/bajas/$id', params: { id } }) },
    );
  };
  return { typed, type, shown, send, asking, scanning, today };
}
