/** A question answered with files: a tray of its own, like that of the description. */
import { useEffect } from 'react';
import type { FormField } from '#contract/forms.ts';
import { useHint } from '#web/shared/forms/answer-field.tsx';
import { local, useLocale } from '#web/shared/i18n.ts';
import { FieldGroup } from '#web/shared/ui/field-group.tsx';
import type { AnswerTrays } from './answer-trays.ts';
import { FilePicker, FilesRow } from './files-row.tsx';
import { useAttachments } from './use-attachments.ts';

type Props = {
  field: FormField;
  id: string;
  error: string | null;
  trays: AnswerTrays;
  locked: boolean;
};

export function FileAnswer({ field, id, error, trays, locked }: Props) {
  const locale = useLocale();
  const hint = useHint(field);
  const { key } = field;
  const files = useAttachments(trays.start(key), (ready) => trays.keep(key, ready));
  const { settle } = files;
  useEffect(() => trays.join(key, settle), [key, settle, trays]);
  return (
    <FieldGroup
      id={`${id}-group`}
      legend={local(field.label, locale)}
      optional={!field.required}
      error={error}
      {...(hint === undefined ? {} : { hint })}
    >
      <FilesRow files={files} locked={locked} />
      <div>
        <FilePicker id={id} onFiles={files.add} camera />
      </div>
    </FieldGroup>
  );
}
