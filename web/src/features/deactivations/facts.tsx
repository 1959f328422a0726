/** What a deactivation says, as rows of a word and its answer: on screen and on its sheet. */
import type { ReactNode } from 'react';
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import { downloadDeactivationScan } from '#contract/deactivations.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useMoments } from '#web/shared/use-moments.ts';
import { GROUND_WORDS } from './words.ts';

type Word = 'number' | 'position' | 'person' | 'agency' | 'ground' | 'from' | 'colleague' | 'taken' | 'note' | 'signed';

/** What is not known is left out. */
export function useFacts(view: DeactivationView, { onPaper = false } = {}): [Word, string][] {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments({ onPaper });
  const { person, effectiveOn, takenBy } = view;
  const facts: [Word, string][] = [
    ['person', person.name],
    ['number', person.employeeNumber],
    ['position', local(person.positionName, locale)],
    ['agency', local(view.agency.name, locale)],
    ['ground', view.ground === 'other' ? view.groundWords : t(GROUND_WORDS[view.ground])],
    ['from', effectiveOn === null ? moments.dayTime(view.effectiveAt) : moments.day(effectiveOn)],
    ['colleague', takenBy === null ? (view.colleague?.name ?? '') : ''],
    [
      'taken',
      takenBy === null ? '' : t('deactivations.facts.taken-by', { name: takenBy.name, count: view.requestsPassed }),
    ],
    ['note', view.note],
    [
      'signed',
      t(`deactivations.facts.${view.way}`, {
        ...{ name: view.signerName, by: view.askedBy, day: moments.day(view.signedOn) },
        at: moments.dayTime(view.askedAt),
      }),
    ],
  ];
  return facts.filter(([, answer]) => answer !== '');
}

function Row({ word, children }: { word: Word; children: ReactNode }) {
  const t = useT();
  return (
    <div>
      <dt>{t(`deactivations.facts.${word}`)}</dt>
      <dd className="alta-wrap">{children}</dd>
    </div>
  );
}

export function Facts({ view }: { view: DeactivationView }) {
  const t = useT();
  const facts = useFacts(view);
  return (
    <section className="card card__body" aria-label={t('deactivations.facts.title')}>
      <dl className="data baja-facts">
        {facts.map(([word, answer]) => (
          <Row key={word} word={word}>
            {answer}
          </Row>
        ))}
      </dl>
      {view.scan === null ? null : (
        <p>
          <a href={downloadDeactivationScan.path.replace(':id', view.id)} download>
            {t('enrolments.signature.scan-open', { name: view.scan.name })}
          </a>
        </p>
      )}
    </section>
  );
}
