/** The sheet before there is a deactivation: what is known stands in it, the rest is filled in by hand; signed, DTI captures it. */
import { DEACTIVATION_GROUNDS } from '#contract/deactivation-shapes.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { useMoments } from '#web/shared/use-moments.ts';
import type { Leaver } from './leaver-facts.tsx';
import { SheetFrame } from './sheet.tsx';
import type { Typed } from './use-form.ts';
import { GROUND_WORDS } from './words.ts';

export type SheetGiven = { leaver: Leaver; typed: Typed; colleague: string } | null;

/** ☐ and ☒ are not in every font of every printer: a box drawn with a border is. */
function Box({ on, words }: { on: boolean; words: string }) {
  return (
    <span className="baja-box">
      <span aria-hidden="true">{on ? '×' : ''}</span> {words}
    </span>
  );
}

/** What was answered in the form; nothing of it but where somebody is chosen. */
function useGiven(given: SheetGiven) {
  const locale = useLocale();
  const moments = useMoments({ onPaper: true });
  if (given === null) return { ground: null, words: '', when: null, day: '', facts: ['', '', '', '', '', ''] };
  const { typed, colleague } = given;
  const { name, employeeNumber, positionName, agency } = given.leaver.person;
  const day = typed.when === 'day' && typed.day !== '' ? moments.day(typed.day) : '';
  const facts = [name, employeeNumber, local(positionName, locale), local(agency.name, locale), colleague, typed.note];
  // Until a reason is chosen nobody said from when: the form begins with "at once".
  return {
    ground: typed.ground,
    words: typed.groundWords,
    when: typed.ground === null ? null : typed.when,
    day,
    facts,
  };
}

const FACTS = ['person', 'number', 'position', 'agency', 'colleague', 'note'] as const;

export function BlankSheet({ given }: { given: SheetGiven }) {
  const t = useT();
  const { ground, words, when, day, facts } = useGiven(given);
  const { hostAgencyName: host } = useInstitution();
  const row = (word: (typeof FACTS)[number]) => (
    <tr>
      <th scope="row">{t(`deactivations.facts.${word}`)}</th>
      <td className={word === 'note' ? 'baja-room' : undefined}>{facts[FACTS.indexOf(word)]}</td>
    </tr>
  );
  return (
    <div className="alta-paper print-only">
      <SheetFrame code={null} signer="" end={<p>{t('deactivations.sheet.deliver', { host })}</p>} date>
        {row('person')}
        {row('number')}
        {row('position')}
        {row('agency')}
        <tr>
          <th scope="row">{t('deactivations.facts.ground')}</th>
          <td className="baja-boxes">
            {DEACTIVATION_GROUNDS.map((each) => (
              <Box
                key={each}
                on={each === ground}
                words={each === 'other' ? `${t(GROUND_WORDS.other)}: ${words}` : t(GROUND_WORDS[each])}
              />
            ))}
          </td>
        </tr>
        <tr>
          <th scope="row">{t('deactivations.facts.from')}</th>
          <td className="baja-boxes">
            <Box on={when === 'now'} words={t('deactivations.sheet.now')} />
            <Box on={when === 'day'} words={t('deactivations.sheet.day', { day })} />
          </td>
        </tr>
        {row('colleague')}
        {row('note')}
      </SheetFrame>
    </div>
  );
}
