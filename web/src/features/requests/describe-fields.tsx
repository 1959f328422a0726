/** Subject, description and files of a new request. */
import { DESCRIPTION_MAX, SUBJECT_MAX } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Composer } from '#web/shared/ui/composer.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import type { DraftContent } from './draft.ts';
import { FilePicker, FilesRow } from './files-row.tsx';
import type { Attachments } from './use-attachments.ts';

/** Shown from here on: before, a number of free characters only distracts. */
const NEAR = 0.8;

function Left({ length, max }: { length: number; max: number }) {
  const t = useT();
  if (length < max * NEAR) return null;
  return (
    <span className="rq-left" role="status">
      {t('requests.new.left', { count: max - length })}
    </span>
  );
}

type Props = {
  content: DraftContent;
  faults: Record<string, string>;
  files: Attachments;
  locked: boolean;
  onChange: (patch: Partial<DraftContent>) => void;
};

export function DescribeFields({ content, faults, files, locked, onChange }: Props) {
  const t = useT();
  return (
    <section className="rq-step">
      <div>
        <Field
          id="rq-subject"
          label={t('requests.new.subject')}
          hint={t('requests.new.subject-hint')}
          error={faults.subject ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              value={content.subject}
              maxLength={SUBJECT_MAX}
              autoComplete="off"
              onChange={(event) => onChange({ subject: event.currentTarget.value })}
            />
          )}
        </Field>
        <Left length={content.subject.length} max={SUBJECT_MAX} />
      </div>
      <div>
        <Field
          id="rq-description"
          label={t('requests.new.description')}
          hint={t('requests.new.description-hint')}
          error={faults.description ?? faults.attachments ?? null}
        >
          {(wired) => (
            <Composer
              textarea={
                <TextArea
                  {...wired}
                  rows={3}
                  value={content.description}
                  maxLength={DESCRIPTION_MAX}
                  onChange={(event) => onChange({ description: event.currentTarget.value })}
                />
              }
              attachments={<FilesRow files={files} locked={locked} />}
              footer={<FilePicker onFiles={files.add} camera hint />}
            />
          )}
        </Field>
        <Left length={content.description.length} max={DESCRIPTION_MAX} />
      </div>
    </section>
  );
}
