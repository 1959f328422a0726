/** Request by request: what would pass and what would stay, and why; later, what became of them. */
import { useId } from 'react';
import { formatWhen } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { IconWarning } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import type { ToHand } from './absence-queries.ts';
import { canPass, type foreseen, type HandItem, type HandPerson } from './hand-over.ts';

type Props = {
  items: readonly HandItem[];
  left: ReadonlySet<string>;
  to: HandPerson | undefined;
  what: ReturnType<typeof foreseen>;
  error: string | null;
  onLeave: (left: ReadonlySet<string>) => void;
};

export function HandLines({ items, left, to, what, error, onLeave }: Props) {
  const t = useT();
  const { passes, stays, later } = what;
  const press = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    onLeave(next);
  };
  return (
    <fieldset className="adm-form__group">
      <legend>{t('absences.requests')}</legend>
      <div className="row row--wrap">
        <p role="status" className="grow">
          {t('absences.passes', { count: passes.length })}{' '}
          {stays.length > 0 ? t('absences.stays', { count: stays.length }) : null}{' '}
          {later.length > 0 ? t('absences.later', { count: later.length }) : null}
        </p>
        <Button small onClick={() => onLeave(left.size > 0 ? new Set() : new Set(items.map(({ id }) => id)))}>
          {t(left.size > 0 ? 'absences.choose-all' : 'absences.choose-none')}
        </Button>
      </div>
      {error ? <FieldError id="hand-over-none">{error}</FieldError> : null}
      <ul className="hand-lines">
        {items.map((item) => (
          <Line
            key={item.id}
            item={item}
            chosen={!left.has(item.id)}
            stays={canPass(item, to) ? undefined : to}
            onPress={() => press(item.id)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

type LineProps = { item: HandItem; chosen: boolean; stays: HandPerson | undefined; onPress: () => void };

function Line({ item, chosen, stays, onPress }: LineProps) {
  const t = useT();
  const id = useId();
  const locale = useLocale();
  return (
    <li className="hand-line">
      <label className="check" htmlFor={id}>
        <input type="checkbox" id={id} checked={chosen} onChange={onPress} />
        <span className="hand-line__what">
          <span className="folio">{item.folio}</span>
          <span className="hand-line__subject">{item.subject}</span>
        </span>
      </label>
      <span className="hand-line__marks">
        <StateMark state={item.state} />
        <Due item={item} />
      </span>
      {chosen && stays ? (
        <span className="hand-line__why c-cempa">
          <IconWarning />
          <span>
            {item.teamName === null
              ? t('absences.no-team')
              : t('absences.other-team', { name: stays.name, team: local(item.teamName, locale) })}
          </span>
        </span>
      ) : null}
    </li>
  );
}

function Due({ item }: { item: HandItem }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  if (item.pausedAt !== null) return <span className="sub">{t('absences.paused')}</span>;
  const due = new Date(item.dueAt);
  const when = formatWhen(due, { timeZone, locale, now });
  return due < now ? (
    <span className="c-grana hand-line__late">{t('absences.was-due', { when })}</span>
  ) : (
    <span className="sub">{t('absences.due', { when })}</span>
  );
}

type Handed = { handed: readonly string[]; left: readonly string[] };

export function HandedLines({ done, items, name }: { done: Handed; items: ToHand['items']; name: string }) {
  const t = useT();
  const stayed = items.filter(({ id }) => done.left.includes(id));
  return (
    <div className="stack stack--4">
      <Notice kind={done.handed.length > 0 ? 'good' : 'warning'} role="status">
        {t('absences.handed', { count: done.handed.length, name })}
      </Notice>
      {stayed.length > 0 ? (
        <div className="stack stack--2">
          <p>{t('absences.left', { count: stayed.length })}</p>
          <ul className="hand-lines">
            {stayed.map((item) => (
              <li key={item.id} className="hand-line">
                <span className="hand-line__what">
                  <span className="folio">{item.folio}</span>
                  <span className="hand-line__subject">{item.subject}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
