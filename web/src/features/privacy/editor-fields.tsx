/** One language of the next version: the simplified notice, and the integral one section by section. */
import { useEffect, useRef } from 'react';
import { noticeBlanks } from '#contract/privacy.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { moved, newSection, type SectionDraft, type TextDraft } from './editor-draft.ts';

type Props = {
  value: TextDraft;
  onChange: (next: TextDraft) => void;
  prefix: string;
  lang: string;
  errors: { short: string | null; full: string | null };
};

export const bodyId = (prefix: string, id: number): string => `${prefix}-section-${id}`;

export function EditorFields({ value, onChange, prefix, lang, errors }: Props) {
  const t = useT();
  const { short, sections } = value;
  const fresh = useRef<number | null>(null);
  const set = (next: SectionDraft[]) => onChange({ short, sections: next });
  const add = () => {
    const made = newSection(sections);
    fresh.current = made.id;
    set([...sections, made]);
  };
  useEffect(() => {
    if (fresh.current === null) return;
    document.getElementById(`${bodyId(prefix, fresh.current)}-title`)?.focus();
    fresh.current = null;
  });
  return (
    <>
      <section className="card card__body adm-form">
        <h2>{t('privacy-editor.short')}</h2>
        <Field
          id={`${prefix}-short`}
          label={t('privacy-editor.short-label')}
          hint={t('privacy-editor.short-hint')}
          error={errors.short}
        >
          {(wired) => (
            <TextArea
              {...wired}
              lang={lang}
              rows={6}
              maxLength={4_000}
              value={short}
              onChange={({ currentTarget }) => onChange({ short: currentTarget.value, sections })}
            />
          )}
        </Field>
      </section>
      <section className="card card__body adm-form" id={`${prefix}-full`} tabIndex={-1}>
        <div>
          <h2>{t('privacy-editor.full')}</h2>
          <p className="sub">{t('privacy-editor.full-hint')}</p>
        </div>
        {errors.full === null ? null : <FieldError id={`${prefix}-full-error`}>{errors.full}</FieldError>}
        {sections.map((section, index) => (
          <SectionFields
            key={section.id}
            {...{ section, lang, index }}
            id={bodyId(prefix, section.id)}
            refused={errors.full !== null}
            last={index === sections.length - 1}
            onChange={(next) => set(sections.map((each) => (each.id === next.id ? next : each)))}
            onMove={(by) => set(moved(sections, index, by))}
            onRemove={() => set(sections.filter((each) => each !== section))}
          />
        ))}
        <div>
          <Button icon={<IconPlus />} onClick={add}>
            {t('privacy-editor.add')}
          </Button>
        </div>
      </section>
    </>
  );
}

type OneProps = {
  section: SectionDraft;
  id: string;
  lang: string;
  index: number;
  last: boolean;
  refused: boolean;
  onChange: (next: SectionDraft) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

function SectionFields({ section, id, lang, index, last, refused, onChange, onMove, onRemove }: OneProps) {
  const t = useT();
  const number = index + 1;
  const called = section.title.trim() === '' ? String(number) : section.title;
  const open = noticeBlanks(section.body).length;
  const blanks = t('privacy-editor.section-blanks', { count: open });
  return (
    <fieldset className="notice-section">
      <legend className="visually-hidden">{t('privacy-editor.section', { number })}</legend>
      <Field id={`${id}-title`} label={t('privacy-editor.section', { number })}>
        {(wired) => (
          <TextInput
            {...wired}
            lang={lang}
            maxLength={200}
            placeholder={t('privacy-editor.section-title')}
            value={section.title}
            onChange={({ currentTarget }) => onChange({ ...section, title: currentTarget.value })}
          />
        )}
      </Field>
      <Field
        id={id}
        label={t('privacy-editor.section-text')}
        hint={open > 0 && !refused ? blanks : undefined}
        error={open > 0 && refused ? blanks : null}
      >
        {(wired) => (
          <TextArea
            {...wired}
            lang={lang}
            rows={3}
            value={section.body}
            onChange={({ currentTarget }) => onChange({ ...section, body: currentTarget.value })}
          />
        )}
      </Field>
      <div className="notice-section__acts">
        <Button
          small
          kind="quiet"
          disabled={index === 0}
          onClick={() => onMove(-1)}
          aria-label={t('privacy-editor.up-of', { called })}
        >
          {t('privacy-editor.up')}
        </Button>
        <Button
          small
          kind="quiet"
          disabled={last}
          onClick={() => onMove(1)}
          aria-label={t('privacy-editor.down-of', { called })}
        >
          {t('privacy-editor.down')}
        </Button>
        <Button small kind="quiet" onClick={onRemove} aria-label={t('privacy-editor.remove-of', { called })}>
          {t('privacy-editor.remove')}
        </Button>
      </div>
    </fieldset>
  );
}
