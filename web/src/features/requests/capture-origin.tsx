/** How it came: by telephone, in person, or on paper with its number, its date and its scan. */
import type { CaptureOrigin } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Field, RadioCards, Select, TextInput } from '#web/shared/ui/field.tsx';
import type { CaptureDraft } from './capture-draft.ts';
import type { Attachments } from './use-attachments.ts';

type Props = {
  draft: CaptureDraft;
  faults: Record<string, string>;
  files: Attachments;
  onChange: (patch: Partial<CaptureDraft>) => void;
};

export function OriginFields({ draft, faults, files, onChange }: Props) {
  const t = useT();
  const ready = files.items.flatMap((item) => (item.view === null ? [] : [item.view]));
  return (
    <section className="rq-step">
      <RadioCards
        id="capture-origin"
        legend={t('console.capture.origin')}
        name="origin"
        value={draft.origin}
        onChange={(origin) => onChange({ origin: origin as CaptureOrigin })}
        options={[
          { value: 'telephone', label: t('console.capture.telephone') },
          { value: 'in_person', label: t('console.capture.in-person') },
          {
            value: 'official_letter',
            label: t('console.capture.official-letter'),
            hint: t('console.capture.official-letter-hint'),
          },
        ]}
        error={faults.origin ?? null}
      />
      {draft.origin === 'official_letter' ? (
        <div className="capture-letter">
          <Field id="capture-number" label={t('console.capture.number')} error={faults['origin.number'] ?? null}>
            {(wired) => (
              <TextInput
                {...wired}
                maxLength={80}
                value={draft.number}
                onChange={(event) => onChange({ number: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field id="capture-date" label={t('console.capture.date')} error={faults['origin.date'] ?? null}>
            {(wired) => (
              <TextInput
                {...wired}
                type="date"
                value={draft.date}
                onChange={(event) => onChange({ date: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            id="capture-scan"
            label={t('console.capture.scan')}
            hint={ready.length === 0 ? t('console.capture.scan-hint') : undefined}
            error={faults['origin.scanId'] ?? null}
          >
            {(wired) => (
              <Select
                {...wired}
                value={draft.scanId}
                onChange={(event) => onChange({ scanId: event.currentTarget.value })}
              >
                <option value="">{t('console.capture.choose-scan')}</option>
                {ready.map((file) => (
                  <option key={file.id} value={file.id}>
                    {file.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      ) : null}
    </section>
  );
}
