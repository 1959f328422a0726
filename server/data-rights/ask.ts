/** A request about personal data comes in: by its holder, signed in; or written down by the privacy officer. */
import type { DataRightId, DataRightView, Wanted } from '#contract/data-right-shapes.ts';
import { WANTED_FIELDS } from '#contract/data-right-shapes.ts';
import type { askDataRight as askOperation, captureDataRight as captureOperation } from '#contract/data-rights.ts';
import type { PersonId } from '#contract/ids.ts';
import type { BodyOf } from '#contract/operation.ts';
import { personById, readPhone } from '../accounts/index.ts';
import { yearAt } from '../institution/index.ts';
import { issueFolio } from '../records/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { OneEffect, Work } from '../shared/store.ts';
import { RIGHT_RECEIVED, streamOf } from './facts.ts';
import { officeOf } from './office.ts';
import { insertDataRight, type NewDataRight } from './rows.ts';
import { answerDue } from './rules.ts';
import { readDataRight } from './view.ts';

/** Series of two letters, as every folio has: datos personales. */
const SERIES = 'DP';

const wrong = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

/** What should be changed, of a rectification alone; `phone.unreadable`. */
export function wantedOf(kind: string, wanted: Wanted, isNew: boolean): Wanted {
  if (kind !== 'rectification') return {};
  const said = WANTED_FIELDS.filter((field) => wanted[field] !== undefined);
  if (isNew && said.length === 0) throw wrong('wanted', 'field.required');
  if (wanted.phone !== undefined) readPhone(wanted.phone);
  return wanted;
}

type Incoming = Omit<NewDataRight, 'id' | 'folio' | 'dueAt'>;

async function receive(work: Work, id: DataRightId, given: Incoming): Promise<void> {
  const { institution, calendar } = await officeOf(work.db);
  const { folio } = await issueFolio(work, {
    series: SERIES,
    unit: institution.folioUnit,
    template: institution.folioTemplate,
    year: yearAt(institution, work.now),
  });
  const dueAt = answerDue(calendar, work.now);
  if (!(await insertDataRight(work, { ...given, id, folio, dueAt }))) throw new Fault('data-right.open');
  const { personId, kind, way } = given;
  await work.record({
    stream: streamOf(id),
    fact: RIGHT_RECEIVED,
    data: { dataRightId: id, folio, personId, kind, way, dueAt: dueAt.toISOString() },
    opens: true,
  });
}

type Asking<Body> = { body: Body; once: OneEffect | null };

/** `data-right.open` while one of that kind is. */
export async function askDataRight(
  house: House,
  actor: Actor,
  { body, once }: Asking<BodyOf<typeof askOperation>>,
): Promise<DataRightView> {
  const { kind, words } = body;
  const wanted = wantedOf(kind, body.wanted, true);
  const personId = personOf(actor).id as PersonId;
  const said = { ...{ kind, words, wanted, personId }, way: 'own', representative: '', identity: '' } as const;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId<DataRightId>() } }, (work, answer) =>
    receive(work, answer.id, { ...said, capturedBy: null }),
  );
  return readDataRight(house, actor, id);
}

export async function captureDataRight(
  house: House,
  actor: Actor,
  { body, once }: Asking<BodyOf<typeof captureOperation>>,
): Promise<DataRightView> {
  const { kind, words, personId, way, representative, identity } = body;
  const wanted = wantedOf(kind, body.wanted, true);
  const capturedBy = personOf(actor).id;
  const { id } = await house.store.changeOnce(
    actor,
    { once, answer: { id: newId<DataRightId>() } },
    async (work, answer) => {
      if ((await personById(work.db, personId)) === undefined) throw wrong('personId', 'field.choice');
      // What one asks about oneself, one asks oneself: nobody vouches for their own identity.
      if (personId === capturedBy) throw wrong('personId', 'field.choice');
      await receive(work, answer.id, { kind, words, wanted, personId, way, representative, identity, capturedBy });
    },
  );
  return readDataRight(house, actor, id);
}
