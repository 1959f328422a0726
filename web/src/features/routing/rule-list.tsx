/** The rules in the order they are asked, each as the sentence it is. */
import { useRef } from 'react';
import type { RuleView } from '#contract/routing.ts';
import { formatWhen } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { IconChevronDown, IconChevronUp, IconWarning } from '#web/shared/ui/icons.tsx';
import { ruleSentence } from './words.ts';

type Acts = {
  /** Null: the order stays as it is. */
  onMove: ((id: string, by: -1 | 1) => void) | null;
  /** Null: this reader changes nothing. */
  onTurn: ((rule: RuleView) => void) | null;
  /** All of them, in the order that gives each its place. */
  places: readonly RuleView[];
};

export function RuleList({ rules, ...acts }: Acts & { rules: readonly RuleView[] }) {
  const list = useRef<HTMLOListElement>(null);
  /** The button that was pressed goes with its rule; at the end of the list the other one takes the focus. */
  const move = (id: string, by: -1 | 1) => {
    acts.onMove?.(id, by);
    requestAnimationFrame(() => {
      const [up, down] =
        list.current?.querySelectorAll<HTMLButtonElement>(`[data-rule="${id}"] .rule__moves button`) ?? [];
      const same = by === -1 ? up : down;
      (same?.disabled ? (by === -1 ? down : up) : same)?.focus();
    });
  };
  return (
    <ol className="rules" ref={list}>
      {rules.map((rule) => (
        <li key={rule.id} className="rule" data-rule={rule.id}>
          <span className="rule__place" aria-hidden="true">
            {acts.places.indexOf(rule) + 1}
          </span>
          <About rule={rule} />
          {acts.onTurn ? (
            <div className="rule__acts">
              {acts.onMove ? (
                <Moves rule={rule} first={rule === rules[0]} last={rule === rules.at(-1)} onMove={move} />
              ) : null}
              <RuleActs rule={rule} onTurn={acts.onTurn} />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** Out of use: kept to be read, or used again. */
export function RetiredRules({
  rules,
  onTurn,
  may,
}: {
  rules: readonly RuleView[];
  onTurn: (rule: RuleView) => void;
  may: boolean;
}) {
  const t = useT();
  if (rules.length === 0) return null;
  return (
    <details className="rules-over">
      <summary>{t('rules.retired', { count: rules.length })}</summary>
      <ul className="rules">
        {rules.map((rule) => (
          <li key={rule.id} className="rule rule--over">
            <About rule={rule} />
            {may ? (
              <div className="rule__acts">
                <EditLink rule={rule} />
                <Button small aria-label={t('rules.restore-one', { name: rule.name })} onClick={() => onTurn(rule)}>
                  {t('rules.restore')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function About({ rule }: { rule: RuleView }) {
  const t = useT();
  const locale = useLocale();
  const given = { timeZone: useInstitution().timeZone, locale, now: useNow() };
  const when = formatWhen(new Date(rule.changedAt), given);
  const gone = [...rule.services, ...rule.areas].some(({ active }) => !active);
  return (
    <div className="rule__about">
      <strong>{rule.name}</strong>
      <p>{ruleSentence(t, rule, { locale, name: (text) => local(text, locale) })}</p>
      {rule.active && !rule.team.active ? (
        <p className="rule__warning">
          <IconWarning /> {t('rules.broken')}
        </p>
      ) : null}
      {gone ? (
        <p className="rule__warning">
          <IconWarning /> {t('rules.stale-service')}
        </p>
      ) : null}
      <small className="sub">
        {rule.changedBy === null ? t('rules.changed', { when }) : t('rules.changed-by', { name: rule.changedBy, when })}
      </small>
    </div>
  );
}

type MovesProps = { rule: RuleView; first: boolean; last: boolean; onMove: (id: string, by: -1 | 1) => void };

function Moves({ rule, first, last, onMove }: MovesProps) {
  const t = useT();
  return (
    <span className="rule__moves">
      <Button
        small
        kind="quiet"
        icon={<IconChevronUp />}
        aria-label={t('rules.up', { name: rule.name })}
        disabled={first}
        onClick={() => onMove(rule.id, -1)}
      />
      <Button
        small
        kind="quiet"
        icon={<IconChevronDown />}
        aria-label={t('rules.down', { name: rule.name })}
        disabled={last}
        onClick={() => onMove(rule.id, 1)}
      />
    </span>
  );
}

function EditLink({ rule }: { rule: RuleView }) {
  const t = useT();
  return (
    <LinkButton
      small
      to="/equipos/reglas"
      search={(before: Record<string, unknown>) => ({ ...before, regla: rule.id })}
      aria-label={t('rules.edit-one', { name: rule.name })}
    >
      {t('rules.edit')}
    </LinkButton>
  );
}

function RuleActs({ rule, onTurn }: { rule: RuleView; onTurn: (rule: RuleView) => void }) {
  const t = useT();
  return (
    <>
      <EditLink rule={rule} />
      <Button small kind="quiet" aria-label={t('rules.retire-one', { name: rule.name })} onClick={() => onTurn(rule)}>
        {t('rules.retire')}
      </Button>
    </>
  );
}
