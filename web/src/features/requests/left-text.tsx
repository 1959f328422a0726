/** What was being written when the request stopped taking messages: still there, to be copied elsewhere. */
import { useId } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { TextArea } from '#web/shared/ui/field.tsx';
import { IconCopy } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';

export function LeftText({ text, onDrop }: { text: string; onDrop: () => void }) {
  const t = useT();
  const id = useId();
  const say = useToast();
  if (text.trim() === '') return null;
  const copy = async () => {
    const area = document.getElementById(id);
    if (area instanceof HTMLTextAreaElement) area.select();
    // Over plain http there is no clipboard: the text is selected, and Ctrl+C does the rest.
    await navigator.clipboard?.writeText(text).then(() => say(t('requests.left.copied')));
  };
  return (
    <div className="left-text">
      <Notice
        kind="warning"
        role="alert"
        action={
          <span className="rq-actions">
            <Button small icon={<IconCopy />} onClick={() => void copy()}>
              {t('requests.left.copy')}
            </Button>
            <Button small kind="quiet" onClick={onDrop}>
              {t('requests.left.drop')}
            </Button>
          </span>
        }
      >
        <label htmlFor={id}>{t('requests.left.text')}</label>
      </Notice>
      <TextArea id={id} rows={3} readOnly value={text} />
    </div>
  );
}
