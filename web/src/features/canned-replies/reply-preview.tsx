/** How the words read in a real request, by its folio. */
import { useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { usePreview } from './queries.ts';

/** SS/2026/123, SS-2026-123… → as an address has it; null where it is no folio. */
function refOf(typed: string): string | null {
  const parts = /([A-Za-z]{2})[/-](\d{4})[/-]0*(\d{1,12})\s*$/.exec(typed);
  return parts ? `${parts[1]?.toUpperCase()}-${parts[2]}-${parts[3]?.padStart(6, '0')}` : null;
}

export function ReplyPreview({ text }: { text: string }) {
  const t = useT();
  const [folio, type] = useState('');
  const [wrong, setWrong] = useState(false);
  const preview = usePreview();
  return (
    <form
      className="split__body rq-form replies-preview"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const ref = refOf(folio);
        setWrong(ref === null || text.trim() === '');
        if (ref !== null && text.trim() !== '') preview.mutate({ text, ref });
      }}
    >
      <h2>{t('console.replies.preview')}</h2>
      <Field
        label={t('common.folio.label')}
        hint={t('console.replies.preview-hint')}
        error={wrong ? t('console.replies.preview-wrong') : null}
      >
        {(wired) => (
          <span className="row">
            <TextInput {...wired} maxLength={40} value={folio} onChange={(event) => type(event.currentTarget.value)} />
            <Button type="submit" busy={preview.isPending}>
              {t('console.replies.preview-show')}
            </Button>
          </span>
        )}
      </Field>
      {preview.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, preview.error)}
        </Notice>
      ) : null}
      {preview.data ? (
        <div role="status">
          <p className="prose replies-said">{preview.data.text}</p>
          {preview.data.blanks.length === 0 ? null : (
            <p className="sub">
              {t('console.replies.blanks', { names: preview.data.blanks.map((name) => `{${name}}`).join(', ') })}
            </p>
          )}
        </div>
      ) : null}
    </form>
  );
}
