/** What the service a request was given asks, and nobody has said yet: its requester or the desk says it here. */
import '#web/styles/forms.css';
import { useState } from 'react';
import { type Answers, answerTroubles, keptAnswers, shownFields } from '#contract/forms.ts';
import { postMessage, type RequestView } from '#contract/requests.ts';
import { FormFields } from '#web/shared/forms/form-fields.tsx';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ActDialog, type ActDialogProps, useActForm } from './act-form.tsx';
import { FileAnswer } from './file-answer.tsx';
import { acts } from './queries.ts';
import { sentencesOf, useTypedAnswers } from './use-typed-answers.ts';

type Missing = NonNullable<RequestView['missing']>;

const PREFIX = 'rq-missing';

/** Its questions stay as they were when it opened: whoever else answers them meanwhile is told of on sending. */
function MissingDialog({ missing, ...dialog }: ActDialogProps & { missing: Missing }) {
  const t = useT();
  const { view, reference, open, onClose } = dialog;
  const typed = useTypedAnswers();
  const { form, filed } = missing;
  const kept = (): Answers => keptAnswers(form, { ...typed.now(), ...filed }, 'filing');
  const given = (): Answers => Object.fromEntries(Object.entries(kept()).filter(([key]) => !(key in filed)));
  const body = ({ text }: { text: string }) => ({ version: view.version, text, attachments: [], answers: given() });
  const said = useActForm(
    { view, reference },
    {
      schema: postMessage.body,
      start: { text: t('requests.lacks.said') },
      body,
      check: () => sentencesOf(t, answerTroubles(form, kept(), 'filing')),
      act: async (values, key) => {
        await typed.arrived();
        return acts.message(view, { body: body(values), key });
      },
      onDone: onClose,
    },
  );
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('requests.form.title')}
      submit={t('requests.reply.send')}
      form={{ ...said, typed: Object.keys(typed.answers).length > 0 }}
    >
      <FormFields
        form={form}
        moment="filing"
        answers={{ ...typed.answers, ...filed }}
        answered={Object.keys(filed)}
        faults={said.faults}
        prefix={PREFIX}
        onChange={typed.change}
        files={(field, wired) => <FileAnswer field={field} {...wired} trays={typed.trays} locked={false} />}
      />
    </ActDialog>
  );
}

export function MissingPanel({ view, reference }: { view: RequestView; reference: string }) {
  const t = useT();
  const locale = useLocale();
  const [opened, open] = useState<Missing | null>(null);
  const { missing } = view;
  if (missing === null && opened === null) return null;
  const { form, filed } = missing ?? { form: [], filed: {} };
  const labels = shownFields(form, filed, 'filing')
    .filter(({ key, required }) => required && filed[key] === undefined)
    .map(({ label }) => `«${local(label, locale)}»`);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(labels);
  return (
    <>
      {missing === null ? null : (
        <Notice
          kind="warning"
          title={t(view.requester === null ? 'requests.lacks.title' : 'console.reclassify.lacks')}
          action={
            view.can.message ? <Button onClick={() => open(missing)}>{t('requests.turn.answer')}</Button> : undefined
          }
        >
          {t('requests.lacks.list', { list })}
        </Notice>
      )}
      {opened === null ? null : (
        <MissingDialog view={view} reference={reference} open missing={opened} onClose={() => open(null)} />
      )}
    </>
  );
}
