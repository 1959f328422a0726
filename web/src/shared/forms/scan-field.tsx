/** The scan of a signed sheet: chosen, sent up, shown. Its words are those of altas. */
import { useRef, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import { upload } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { AttachmentChip } from '#web/shared/ui/attachment-chip.tsx';
import { Field } from '#web/shared/ui/field.tsx';

export type Scan =
  | { readonly state: 'up'; readonly file: File; readonly progress: number }
  | { readonly state: 'there'; readonly file: File; readonly view: AttachmentView }
  | { readonly state: 'failed'; readonly file: File; readonly error: string };

const IS_SCAN = /\.(?:pdf|jpe?g|png)$/i;
const MEGABYTE = 1_048_576;

export function useScan() {
  const t = useT();
  const { attachmentMaxBytes } = useInstitution();
  const [scan, show] = useState<Scan | null>(null);
  const going = useRef<AbortController | null>(null);
  const choose = (file: File | undefined) => {
    if (file === undefined) return;
    going.current?.abort();
    const stop = new AbortController();
    going.current = stop;
    if (!IS_SCAN.test(file.name)) return show({ state: 'failed', file, error: t('enrolments.upload.type') });
    if (file.size > attachmentMaxBytes)
      return show({
        state: 'failed',
        file,
        error: t('enrolments.upload.size', { megabytes: Math.round(attachmentMaxBytes / MEGABYTE) }),
      });
    show({ state: 'up', file, progress: 0 });
    upload(file, file.name, {
      progress: (progress) => show({ state: 'up', file, progress }),
      signal: stop.signal,
    }).then(
      (view) => show({ state: 'there', file, view }),
      (error: unknown) => {
        if (!stop.signal.aborted) show({ state: 'failed', file, error: faultText(t, error) });
      },
    );
  };
  const remove = () => {
    going.current?.abort();
    show(null);
  };
  return { scan, choose, remove };
}

type Props = { id: string; of: ReturnType<typeof useScan>; error: string | null };

export function ScanField({ id, of: { scan, choose, remove }, error }: Props) {
  const t = useT();
  return (
    <Field id={id} label={t('enrolments.upload.file')} hint={t('enrolments.upload.file-hint')} error={error}>
      {(wired) => (
        <>
          <input
            {...wired}
            type="file"
            className="input cat-file"
            accept=".pdf,.jpg,.jpeg,.png"
            onClick={({ currentTarget }) => {
              currentTarget.value = '';
            }}
            onChange={(event) => choose(event.currentTarget.files?.[0])}
          />
          {scan === null ? null : (
            <AttachmentChip
              name={scan.file.name}
              bytes={scan.file.size}
              kind={scan.file.type}
              progress={scan.state === 'up' ? scan.progress : null}
              error={scan.state === 'failed' ? scan.error : null}
              onRemove={remove}
              {...(scan.state === 'failed' && IS_SCAN.test(scan.file.name) ? { onRetry: () => choose(scan.file) } : {})}
            />
          )}
        </>
      )}
    </Field>
  );
}
