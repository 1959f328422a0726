/** The next version of the privacy notice: written by its sections beside what the public will read, compared, and published. */
import '#web/styles/administration.css';
import '#web/styles/privacy.css';
import '#web/styles/privacy-editor.css';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { type NextNotice, noticeBlanks, publishPrivacyNotice } from '#contract/privacy.ts';
import { faultsOf } from '#web/shared/check.ts';
import { isOutrun } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { changesOf, countOf } from './differences-list.tsx';
import { EditorAside } from './editor-aside.tsx';
import { bodyOf, draftOf, type Language, type NoticeDraft, textsOf } from './editor-draft.ts';
import { bodyId, EditorFields } from './editor-fields.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { useNextNotice, usePublishNotice } from './queries.ts';

export function NoticeEditorPage() {
  const t = useT();
  const next = useNextNotice();
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('privacy-editor.title')}</h1>
          <p className="sub measure">{t('privacy-editor.intro')}</p>
        </div>
        <Link to="/aviso-de-privacidad" target="_blank">
          {t('privacy-editor.public')}
        </Link>
      </header>
      <LoadTrouble of={next} />
      {next.isPending ? <Skeleton rows={8} /> : null}
      {next.data ? <Editor read={next.data} refresh={async () => (await next.refetch()).data} /> : null}
    </div>
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Props = { read: NextNotice; refresh: () => Promise<NextNotice | undefined> };

function Editor({ read, refresh }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const kept = useKept('privacy-notice', draftOf(read));
  const [base, setBase] = useState(() => draftOf(read));
  const [language, speak] = useState<Language>('es');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [reviewing, review] = useState(false);
  const publish = usePublishNotice();
  const draft = kept.value;
  const untouched = same(draft, base);
  const overtaken = draft.follows !== read.follows;
  const settle = (from: NextNotice) => {
    setBase(draftOf(from));
    kept.settle(draftOf(from));
    setWrong({});
  };
  // Nothing was typed: what another published is what this page begins with.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when another version came, and only then
  useEffect(() => {
    if (overtaken && untouched) settle(read);
  }, [read.follows]);
  const texts = textsOf(draft);
  const changes = changesOf(read.published, texts);
  const prefix = `${id}-${language}`;
  const [short, full] = language === 'es' ? (['shortEs', 'fullEs'] as const) : (['shortEn', 'fullEn'] as const);
  const check = () => {
    const faults = faultsOf(t, publishPrivacyNotice.body, bodyOf(draft, null));
    if (draft.withEnglish)
      for (const path of ['shortEn', 'fullEn'] as const) if (texts[path] === '') faults[path] ??= t('field.required');
    setWrong(faults);
    const paths = Object.keys(faults);
    if (paths.length > 0) speak(paths.some((path) => path.endsWith('Es')) ? 'es' : 'en');
    else review(true);
  };
  const send = (appliesOn: string | null) =>
    publish.mutate(bodyOf(draft, appliesOn), {
      onSuccess: async ({ version }) => {
        review(false);
        toast(t('privacy-editor.published', { version }));
        const now = await refresh();
        if (now) settle(now);
      },
      onError: (error) => {
        if (isOutrun(error)) {
          review(false);
          void refresh();
        } else setWrong(fieldErrors(t, error));
      },
    });
  const faults = Object.entries(wrong)
    .filter(([path]) => path === short || path === full)
    .map(([path, message]) => ({
      id: path === short ? `${prefix}-short` : firstOpen(draft, language, id),
      message,
      name: t(path === short ? 'privacy-editor.short' : 'privacy-editor.full'),
    }));
  return (
    <>
      <KeptNotice show={kept.restored && !overtaken} onDrop={() => settle(read)} />
      {read.starting ? <Notice kind="warning">{t('privacy-editor.starting')}</Notice> : null}
      {read.inForce ? null : <Coming read={read} />}
      {overtaken && !untouched ? (
        <Notice
          kind="warning"
          role="alert"
          action={
            <span className="notice-editor__choices">
              <Button small onClick={() => kept.set({ ...draft, follows: read.follows })}>
                {t('privacy-editor.overtaken.mine')}
              </Button>
              <Button small onClick={() => settle(read)}>
                {t('privacy-editor.overtaken.theirs')}
              </Button>
            </span>
          }
        >
          {t('privacy-editor.overtaken', { version: read.follows })}
        </Notice>
      ) : null}
      {faults.length > 0 ? <ErrorSummary errors={faults} /> : null}
      <RadioRow
        legend={t('privacy-editor.language')}
        value={language}
        onChange={(value) => speak(value === 'en' ? 'en' : 'es')}
        options={[
          { value: 'es', label: t('privacy-editor.language.es') },
          { value: 'en', label: t('privacy-editor.language.en') },
        ]}
      />
      <div className="notice-editor">
        <div className="notice-editor__fields">
          {language === 'en' ? (
            <Checkbox
              label={t('privacy-editor.with-english')}
              hint={t('privacy-editor.with-english-hint')}
              checked={draft.withEnglish}
              onChange={({ currentTarget }) => kept.set({ ...draft, withEnglish: currentTarget.checked })}
            />
          ) : null}
          {language === 'es' || draft.withEnglish ? (
            <EditorFields
              key={language}
              value={draft[language]}
              onChange={(value) => kept.set((present) => ({ ...present, [language]: value }))}
              prefix={prefix}
              lang={language === 'es' ? 'es-MX' : 'en'}
              errors={{ short: wrong[short] ?? null, full: wrong[full] ?? null }}
            />
          ) : null}
        </div>
        <EditorAside
          short={texts[short]}
          full={texts[full]}
          lang={language === 'es' ? 'es-MX' : 'en'}
          changes={changes}
        />
      </div>
      <div className="notice-editor__bar">
        <span className="sub">
          {changes.length === 0
            ? t('privacy-editor.no-changes')
            : t('privacy-editor.changes', { count: countOf(changes) })}
        </span>
        <Button kind="primary" disabled={changes.length === 0 || (overtaken && !untouched)} onClick={check}>
          {t('privacy-editor.review')}
        </Button>
      </div>
      {reviewing ? (
        <PublishDialog
          version={draft.follows + 1}
          changes={changes}
          lopsided={
            draft.withEnglish && texts.fullEs !== read.published.fullEs && texts.fullEn === read.published.fullEn
          }
          publish={publish}
          onPublish={send}
          onClose={() => {
            review(false);
            publish.reset();
          }}
        />
      ) : null}
    </>
  );
}

/** Where the fault of the integral notice leads: the first section that is not filled in, or all of them. */
function firstOpen(draft: NoticeDraft, language: Language, id: string): string {
  const prefix = `${id}-${language}`;
  const open = draft[language].sections.find(({ body }) => noticeBlanks(body).length > 0);
  return open === undefined ? `${prefix}-full` : bodyId(prefix, open.id);
}

function Coming({ read }: { read: NextNotice }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const day = formatDay(new Date(read.appliesAt), { timeZone, locale, now });
  return <Notice kind="info">{t('privacy-editor.coming', { version: read.follows, day })}</Notice>;
}
