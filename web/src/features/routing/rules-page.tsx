/** Reglas: which team a request goes to. The list in its order, a question to it, and who changed it. */
import '#web/styles/administration.css';
import '#web/styles/catalogue-form.css';
import '#web/styles/forms.css';
import '#web/styles/requests-urgency.css';
import '#web/styles/routing.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RuleList as Rules, RuleView } from '#contract/routing.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { SiftBox, useSifted } from '#web/shared/ui/sift.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { useRules, useWorld } from './queries.ts';
import { RuleChanges } from './rule-changes.tsx';
import { contentOf, RuleEditor } from './rule-editor.tsx';
import { RetiredRules, RuleList } from './rule-list.tsx';
import { TryPanel } from './try-panel.tsx';

const NEW = 'nueva';

export function RulesPage() {
  const t = useT();
  const rules = useRules();
  const { world, trouble } = useWorld();
  const { regla }: { regla?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const close = () =>
    void navigate({
      to: '/equipos/reglas',
      search: (before: Record<string, unknown>) => ({ ...before, regla: undefined }),
    });
  const data = rules.data;
  const may = data?.can.administer ?? false;
  const open = data?.rules.find(({ id }) => id === regla) ?? null;
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('rules.title')}</h1>
          <p className="sub measure">{t('rules.intro')}</p>
        </div>
        {may ? (
          <LinkButton
            kind="primary"
            icon={<IconPlus />}
            to="/equipos/reglas"
            search={(before: Record<string, unknown>) => ({ ...before, regla: NEW })}
          >
            {t('rules.new')}
          </LinkButton>
        ) : null}
      </header>
      <LoadTrouble of={rules} />
      {rules.isPending ? <Skeleton rows={5} /> : null}
      {data ? (
        <div className="rules-page">
          <Listed data={data} />
          <div className="rules-page__aside">
            {world ? <TryPanel world={world} /> : <LoadTrouble of={trouble} />}
            <RuleChanges changes={data.changes} />
          </div>
        </div>
      ) : null}
      {data && world && may && (open !== null || regla === NEW) ? (
        <RuleEditor key={open?.id ?? NEW} rule={open} version={data.version} world={world} onClose={close} />
      ) : null}
    </div>
  );
}

/** As it was moved here: what is gone falls away, what is new stands behind. */
const inOrder = (rules: readonly RuleView[], order: readonly string[] | null): readonly RuleView[] =>
  order === null
    ? rules
    : [
        ...order.flatMap((id) => rules.find((rule) => rule.id === id) ?? []),
        ...rules.filter((rule) => !order.includes(rule.id)),
      ];

function Listed({ data }: { data: Rules }) {
  const t = useT();
  const [order, setOrder] = useState<string[] | null>(null);
  const [saving, save] = useState(false);
  const [turning, turn] = useState<string | null>(null);
  const [said, say] = useState('');
  const may = data.can.administer;
  const inForce = data.rules.filter((rule) => rule.active);
  const shown = inOrder(inForce, order);
  const moved = shown.some((rule, index) => rule.id !== inForce[index]?.id);
  const move = (id: string, by: -1 | 1) => {
    const ids = shown.map((rule) => rule.id as string);
    const from = ids.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(from, 1));
    setOrder(ids);
    say(t('rules.moved', { name: shown[from]?.name ?? '', place: to + 1, count: ids.length }));
  };
  const sifted = useSifted(shown, (rule) =>
    [
      rule.name,
      rule.building,
      rule.team.name,
      ...[...rule.services, ...rule.areas, ...rule.agencies].map(({ name }) => name),
    ]
      .map((part) => (typeof part === 'string' ? part : `${part.es} ${part.en}`))
      .join(' '),
  );
  const turned = data.rules.find((rule) => rule.id === turning);
  return (
    <section className="card" aria-labelledby="rules-title">
      <div className="card__head">
        <h2 id="rules-title">{t('rules.list')}</h2>
        <span className="count">{inForce.length}</span>
      </div>
      {may ? null : <p className="card__body sub">{t('rules.read-only')}</p>}
      {moved ? (
        <div className="card__body">
          <Notice
            kind="warning"
            action={
              <>
                <Button small onClick={() => setOrder(null)}>
                  {t('rules.order.drop')}
                </Button>
                <Button small kind="primary" onClick={() => save(true)}>
                  {t('rules.order.look')}
                </Button>
              </>
            }
          >
            {t('rules.order.pending')}
          </Notice>
        </div>
      ) : null}
      {inForce.length === 0 ? (
        <EmptyState title={t('rules.empty')}>
          <p>{t('rules.empty-text')}</p>
        </EmptyState>
      ) : (
        <>
          <SiftBox of={sifted} label={t('rules.sift')} />
          <RuleList
            rules={sifted.found}
            places={shown}
            // One step among some of them would be many among all.
            onMove={may && sifted.q === '' ? move : null}
            onTurn={may ? (rule) => turn(rule.id) : null}
          />
        </>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <RetiredRules rules={data.rules.filter((rule) => !rule.active)} may={may} onTurn={(rule) => turn(rule.id)} />
      {saving ? (
        <ChangeDialog
          change={{ kind: 'order', ids: shown.map((rule) => rule.id) }}
          version={data.version}
          title={t('rules.order.title')}
          submit={t('rules.save-order')}
          done={t('rules.saved-order')}
          onClose={(saved) => {
            save(false);
            if (saved) setOrder(null);
          }}
        />
      ) : null}
      {turned ? <Turning rule={turned} version={data.version} onClose={() => turn(null)} /> : null}
    </section>
  );
}

/** Out of use, or used again. */
function Turning({ rule, version, onClose }: { rule: RuleView; version: number; onClose: () => void }) {
  const t = useT();
  const retires = rule.active;
  return (
    <ChangeDialog
      change={{
        kind: 'rule',
        id: rule.id,
        // Its team may be retired, too: retiring the rule is then what there is to do.
        content: { ...contentOf(rule), teamId: rule.team.id },
        active: !retires,
      }}
      version={version}
      title={t(retires ? 'rules.retire-title' : 'rules.restore-title', { name: rule.name })}
      intro={t(retires ? 'rules.retire-text' : 'rules.restore-text')}
      submit={t(retires ? 'rules.retire' : 'rules.restore')}
      done={t('rules.saved')}
      danger={retires}
      onClose={onClose}
    />
  );
}
