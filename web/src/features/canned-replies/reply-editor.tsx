/** One template: its words in both languages, what it is for, and how it reads in a real request. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { addCannedReply, type CannedReplyView, PURPOSES, VARIABLES } from '#contract/canned-replies.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors, whoWasFirst } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Checkbox, Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Head } from './back.tsx';
import { type Content, type Replies, useAreas, useSaveReply } from './queries.ts';
import { ReplyPreview } from './reply-preview.tsx';
import { PURPOSE_WORDS, shown } from './words.ts';

const startOf = (reply: CannedReplyView | null, addFor: Replies['addFor']): Content => ({
  name: reply?.name ?? { es: '', en: '' },
  body: reply?.body ?? { es: '', en: '' },
  areaId: reply === null ? (addFor === 'every' ? null : (addFor[0] ?? null)) : reply.areaId,
  purpose: reply?.purpose ?? 'message',
  active: reply?.active ?? true,
});

type Props = { reply: CannedReplyView | null; addFor: Replies['addFor'] };

/** What others saved is shown where nothing was typed over it; what was typed stays, and its next saving follows theirs. */
function useTheirs({ reply, addFor }: Props, value: Content, settle: (next: Content) => void): void {
  const seen = useRef({ version: reply?.version, start: startOf(reply, addFor) });
  useEffect(() => {
    if (reply?.version === seen.current.version) return;
    const start = startOf(reply, addFor);
    if (JSON.stringify(value) === JSON.stringify(seen.current.start)) settle(start);
    seen.current = { version: reply?.version, start };
  });
}

export function ReplyEditor({ reply, addFor }: Props) {
  const t = useT();
  const locale = useLocale();
  const navigate = useNavigate();
  const areas = useAreas().data?.areas ?? [];
  const saving = useSaveReply(reply);
  const { value, set, settle } = useKept(`reply.${reply?.id ?? 'new'}`, startOf(reply, addFor));
  useTheirs({ reply, addFor }, value, settle);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const key = useRef(newKey());
  const area = useRef<HTMLTextAreaElement>(null);
  const readOnly = reply !== null && !reply.can.change;
  const put = (patch: Partial<Content>) => set((before) => ({ ...before, ...patch }));

  /** At the caret, as if typed. */
  const insert = (name: string) => {
    const box = area.current;
    const at = box?.selectionStart ?? value.body.es.length;
    const words = `{${name}}`;
    put({
      body: { ...value.body, es: value.body.es.slice(0, at) + words + value.body.es.slice(box?.selectionEnd ?? at) },
    });
    box?.focus();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving.isPending) return;
    const wrong = faultsOf(t, addCannedReply.body, value);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    saving.mutate(
      { body: value, key: key.current },
      {
        onSuccess: (saved) => {
          settle(startOf(saved, addFor));
          if (reply === null) void navigate({ to: '/plantillas/$id', params: { id: saved.id } });
        },
        onError: (error) => setFaults(fieldErrors(t, error)),
      },
    );
  };
  const stale = saving.error instanceof Refused && saving.error.problem.code === 'version.stale';
  return (
    <>
      <Head title={reply === null ? t('console.replies.new-title') : local(shown(reply.name), locale)} />
      <form className="split__body rq-form replies-form" onSubmit={submit} noValidate>
        {readOnly ? <Notice kind="info">{t('console.replies.read-only')}</Notice> : null}
        {saving.error ? (
          <Notice kind="problem" role="alert">
            {stale ? t('console.replies.stale', { first: whoWasFirst(t, saving.error) }) : faultText(t, saving.error)}
          </Notice>
        ) : null}
        {saving.isSuccess ? (
          <Notice kind="good" role="status">
            {t('console.replies.saved')}
          </Notice>
        ) : null}
        <fieldset className="rq-form" disabled={readOnly}>
          <div className="replies-pair">
            <Field label={t('console.replies.name')} error={faults['name.es'] ?? null}>
              {(wired) => (
                <TextInput
                  {...wired}
                  maxLength={80}
                  value={value.name.es}
                  onChange={(event) => put({ name: { ...value.name, es: event.currentTarget.value } })}
                />
              )}
            </Field>
            <Field label={t('console.replies.name-en')} optional error={faults['name.en'] ?? null}>
              {(wired) => (
                <TextInput
                  {...wired}
                  maxLength={80}
                  value={value.name.en}
                  onChange={(event) => put({ name: { ...value.name, en: event.currentTarget.value } })}
                />
              )}
            </Field>
            <Field label={t('console.replies.purpose')}>
              {(wired) => (
                <Select
                  {...wired}
                  value={value.purpose}
                  onChange={(event) => put({ purpose: event.currentTarget.value as Content['purpose'] })}
                >
                  {PURPOSES.map((purpose) => (
                    <option key={purpose} value={purpose}>
                      {t(PURPOSE_WORDS[purpose])}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t('console.replies.area')} error={faults.areaId ?? null}>
              {(wired) => (
                <Select
                  {...wired}
                  value={value.areaId ?? ''}
                  onChange={(event) => put({ areaId: event.currentTarget.value || null })}
                >
                  {addFor === 'every' || value.areaId === null ? (
                    <option value="">{t('console.replies.every-area')}</option>
                  ) : null}
                  {areas
                    .filter((each) => addFor === 'every' || addFor.includes(each.id) || each.id === value.areaId)
                    .map((each) => (
                      <option key={each.id} value={each.id}>
                        {local(each.name, locale)}
                      </option>
                    ))}
                </Select>
              )}
            </Field>
          </div>
          <Field
            label={t('console.replies.body')}
            hint={t('console.replies.body-hint')}
            error={faults['body.es'] ?? null}
          >
            {(wired) => (
              <TextArea
                {...wired}
                ref={area}
                rows={4}
                maxLength={4000}
                value={value.body.es}
                onChange={(event) => put({ body: { ...value.body, es: event.currentTarget.value } })}
              />
            )}
          </Field>
          {readOnly ? null : (
            <details className="replies-variables">
              <summary>{t('console.replies.variables')}</summary>
              <ul>
                {VARIABLES.map((name) => (
                  <li key={name}>
                    <button type="button" className="chip" onClick={() => insert(name)}>
                      {`{${name}}`}
                    </button>
                  </li>
                ))}
              </ul>
            </details>
          )}
          <Field
            label={t('console.replies.body-en')}
            hint={t('console.replies.body-en-hint')}
            optional
            error={faults['body.en'] ?? null}
          >
            {(wired) => (
              <TextArea
                {...wired}
                rows={3}
                maxLength={4000}
                value={value.body.en}
                onChange={(event) => put({ body: { ...value.body, en: event.currentTarget.value } })}
              />
            )}
          </Field>
          <Checkbox
            label={t('console.replies.active')}
            hint={t('console.replies.active-hint')}
            checked={value.active}
            onChange={(event) => put({ active: event.currentTarget.checked })}
          />
          {readOnly ? null : (
            <p className="rq-actions">
              <Button kind="primary" type="submit" busy={saving.isPending}>
                {t('common.save')}
              </Button>
            </p>
          )}
        </fieldset>
      </form>
      <ReplyPreview text={locale === 'en' && value.body.en !== '' ? value.body.en : value.body.es} />
    </>
  );
}
