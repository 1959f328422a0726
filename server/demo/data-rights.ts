/** What people asked about their own data in the demonstration: one request in each state that somebody has to do something about. */
import type { DataRightKind, DataRightView, Wanted } from '#contract/data-right-shapes.ts';
import { answerDataRight, askCorrection, askDataRight, effectDataRight } from '#contract/data-rights.ts';
import { DAY, later } from '../shared/clock.ts';
import type { Inhabitants } from './people.ts';
import type { ReplayHouse } from './replay-house.ts';

type Asked = {
  readonly who: string;
  readonly kind: DataRightKind;
  readonly words: string;
  readonly wanted?: Wanted;
  /** Days before today. */
  readonly ago: number;
  readonly next?: { readonly correct: string } | { readonly grant: string; readonly effective?: true };
};

/** The oldest first: their folios are in order. Who wants to be forgotten has no request open, so it can be carried out. */
const ASKED: readonly Asked[] = [
  {
    ...{ who: 'p04', kind: 'access', ago: 12 },
    words: 'Solicito copia de los datos personales que esta mesa tiene de mí y saber a quién se han comunicado.',
    next: { grant: 'Procede. Se entrega el archivo con sus datos; no se han comunicado a nadie.', effective: true },
  },
  {
    ...{ who: 'p02', kind: 'rectification', ago: 9, wanted: { phone: '312 000 1002 ext. 2250' } },
    words: 'Cambió la extensión de mi oficina y la de antes suena en otro departamento.',
    next: { grant: 'Procede: el cambio consta en el directorio de la dependencia.' },
  },
  {
    ...{ who: 'p13', kind: 'cancellation', ago: 7 },
    words: 'Ya no uso la mesa y no quiero que conserve mis datos.',
    next: { grant: 'Procede la cancelación; sus datos se bloquean y después se suprimen.' },
  },
  {
    ...{ who: 'p06', kind: 'opposition', ago: 5 },
    words: 'No quiero que se usen mis datos para otras cosas.',
    next: { correct: 'Indique a qué uso de sus datos se opone y por qué le causa perjuicio.' },
  },
  { ...{ who: 'p07', kind: 'access', ago: 2 }, words: 'Quiero saber qué datos personales míos tienen y desde cuándo.' },
];

export async function playDataRights(
  replay: ReplayHouse,
  { inhabitants, now }: { inhabitants: Inhabitants; now: Date },
): Promise<void> {
  const actorOf = (key: string) => {
    const actor = inhabitants.get(key)?.actor;
    if (actor === undefined) throw new Error(`the demonstration asks about the data of nobody: ${key}`);
    return actor;
  };
  const officer = actorOf('transparency');
  for (const { who, kind, words, wanted, ago, next } of ASKED) {
    replay.moveTo(later(now, -ago * DAY));
    const asked = await replay.call(askDataRight, actorOf(who), { body: { kind, words, wanted } });
    if (next === undefined) continue;
    const of = ({ id, version }: DataRightView, body: object) => ({ params: { id }, body: { version, ...body } });
    replay.moveTo(later(now, (1 - ago) * DAY));
    if ('correct' in next) await replay.call(askCorrection, officer, of(asked.reply, { words: next.correct }));
    else {
      const granted = await replay.call(
        answerDataRight,
        officer,
        of(asked.reply, { outcome: 'granted', words: next.grant }),
      );
      if (next.effective) await replay.call(effectDataRight, officer, of(granted.reply, {}));
    }
  }
}
