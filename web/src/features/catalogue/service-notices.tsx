/** What stands over a service being edited: somebody else saved it, or something is missing to publish it. */
import type { Form } from '#contract/forms.ts';
import { whoWasFirst } from '#web/shared/fault-text.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Faults } from './service-fields.tsx';
import type { ServiceDraft } from './use-service-draft.ts';

export function StaleNotice({ draft }: { draft: ServiceDraft }) {
  const t = useT();
  if (draft.saving !== 'stale') return null;
  return (
    <Notice
      kind="warning"
      role="alert"
      title={t('builder.stale.title')}
      action={
        <>
          <Button small onClick={() => void draft.takeTheirs()}>
            {t('builder.stale.theirs')}
          </Button>
          <Button small onClick={() => void draft.keepMine()}>
            {t('builder.stale.mine')}
          </Button>
        </>
      }
    >
      {t('builder.stale.text', { first: whoWasFirst(t, draft.outrun) })}
    </Notice>
  );
}

const NAMES: Readonly<Record<string, MessageKey>> = {
  'name.es': 'builder.name',
  'description.es': 'builder.description',
  code: 'builder.code',
  keywords: 'builder.keywords',
};

export function TroublesNotice({
  faults,
  form,
  onShow,
}: {
  faults: Faults;
  form: Form;
  onShow: (path: string) => void;
}) {
  const t = useT();
  const locale = useLocale();
  const lines = Object.entries(faults);
  if (lines.length === 0) return null;
  const nameOf = (path: string): string => {
    const index = /^form\.(\d+)\./.exec(path)?.[1];
    const field = index === undefined ? undefined : form[Number(index)];
    if (field) return local(field.label, locale) || t('builder.question.number', { n: Number(index) + 1 });
    const key = NAMES[path];
    return key === undefined ? t('builder.title') : t(key);
  };
  return (
    <section className="error-summary" role="alert" aria-labelledby="troubles-title">
      <h2 className="h3" id="troubles-title">
        {t('builder.troubles', { count: lines.length })}
      </h2>
      <ul>
        {lines.map(([path, fault]) => (
          <li key={path}>
            <button type="button" className="link-button" onClick={() => onShow(path)}>
              {nameOf(path)}: {fault}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
