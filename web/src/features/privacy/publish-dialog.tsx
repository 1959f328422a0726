/** What the next version changes, from which day it holds and who is told; then publish. What was typed stays when it is refused. */
import { type FormEvent, useId, useState } from 'react';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import { type Changes, DifferencesList } from './differences-list.tsx';
import type { usePublishNotice } from './queries.ts';

type Props = {
  version: number;
  changes: Changes;
  /** One language changed and the other did not. */
  lopsided: boolean;
  publish: ReturnType<typeof usePublishNotice>;
  onPublish: (appliesOn: string | null) => void;
  onClose: () => void;
};

const shown = (node: HTMLElement | null): void => node?.scrollIntoView({ block: 'nearest' });

export function PublishDialog({ version, changes, lopsided, publish, onPublish, onClose }: Props) {
  const t = useT();
  const id = useId();
  const now = useNow();
  const { timeZone } = useInstitution();
  const [when, setWhen] = useState('now');
  const [day, setDay] = useState('');
  const [missing, miss] = useState(false);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  const refused = fieldErrors(t, publish.error);
  const wrong = missing && day === '' ? t('field.required') : (refused.appliesOn ?? null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (publish.isPending) return;
    miss(when === 'later' && day === '');
    if (when === 'later' && day === '') return document.getElementById(`${id}-day`)?.focus();
    onPublish(when === 'later' ? day : null);
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('privacy-editor.publish-title', { version })}
      intro={t('privacy-editor.publish-intro')}
      footer={
        <>
          <Button onClick={onClose}>{t('privacy-editor.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={publish.isPending}>
            {t('privacy-editor.publish')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {lopsided ? <Notice kind="warning">{t('privacy-editor.lopsided')}</Notice> : null}
        <DifferencesList changes={changes} />
        <RadioRow
          legend={t('privacy-editor.when')}
          value={when}
          onChange={setWhen}
          options={[
            { value: 'now', label: t('privacy-editor.when.now') },
            { value: 'later', label: t('privacy-editor.when.later') },
          ]}
        />
        {when === 'later' ? (
          <Field id={`${id}-day`} label={t('privacy-editor.day')} hint={t('privacy-editor.day-hint')} error={wrong}>
            {(wired) => (
              <TextInput
                {...wired}
                type="date"
                className="input--short"
                min={today}
                value={day}
                onChange={({ currentTarget }) => setDay(currentTarget.value)}
              />
            )}
          </Field>
        ) : null}
        <p className="small sub">{t('privacy-editor.told')}</p>
        {/* Beside the button: above, a long list of changes would hide it. */}
        {publish.isError && wrong === null ? (
          <div ref={shown}>
            <Notice kind="problem" role="alert">
              {[faultText(t, publish.error), ...Object.values(refused)].join(' ')}
            </Notice>
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
