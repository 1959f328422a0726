/** Telling that somebody leaves: who, what would follow, and the form. Who it is about stands in the address. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { isChosen } from '#web/shared/forms/search-words.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { AskForm } from './ask-form.tsx';
import { BlankSheet } from './blank-sheet.tsx';
import { Crumbs, Frame } from './frame.tsx';
import { chosenName, LeaverBox } from './leaver-box.tsx';
import { type Leaver, LeaverFacts, mayLeave } from './leaver-facts.tsx';
import { isMissing } from './missing.tsx';
import { PrintBlank } from './print-blank.tsx';
import { useLeaver } from './queries.ts';
import { useForm } from './use-form.ts';

export function AskPage() {
  const t = useT();
  const navigate = useNavigate();
  const { persona = '' }: { persona?: string } = useSearch({ strict: false });
  const [typed, type] = useState('');
  const id = isChosen(persona) ? persona : null;
  const leaver = useLeaver(id);
  const isUnknown = isMissing(leaver.error);
  const answer = (next: string) => {
    type(isChosen(next) ? '' : next);
    const known = isChosen(next) ? next : undefined;
    if (known !== (id ?? undefined)) void navigate({ to: '/bajas/nueva', search: { persona: known }, replace: true });
  };
  const known = id === null ? undefined : leaver.data;
  return (
    <Frame>
      <header className="alta-title alta-screen">
        <Crumbs />
        <h1>{t('deactivations.form')}</h1>
        <p className="sub">{t('deactivations.form-intro')}</p>
      </header>
      <div className="card card__body alta-stack alta-screen">
        <Field id="baja-person" label={t('deactivations.person.label')} hint={t('deactivations.person.hint')}>
          {(wired) => (
            <LeaverBox wired={wired} answer={id ?? typed} name={leaver.data?.person.name} onAnswer={answer} />
          )}
        </Field>
        {isUnknown ? (
          <Notice kind="warning" role="status">
            {t('deactivations.person.unknown')}
          </Notice>
        ) : (
          <LoadTrouble of={leaver} />
        )}
        {id !== null && leaver.isPending ? <Skeleton rows={3} /> : null}
        {known ? <LeaverFacts leaver={known} /> : null}
        {id === null ? <ByHand /> : null}
      </div>
      {known && mayLeave(known) ? <Asked key={id} leaver={known} /> : null}
      {known ? null : <BlankSheet given={null} />}
    </Frame>
  );
}

/** Whoever cannot sign on screen prints the sheet and fills it in. */
function ByHand() {
  const t = useT();
  return (
    <div className="row row--wrap baja-hand">
      <p className="sub grow">{t('deactivations.by-hand')}</p>
      <PrintBlank blank />
    </div>
  );
}

function Asked({ leaver }: { leaver: Leaver }) {
  const form = useForm(leaver);
  const client = useQueryClient();
  const { colleague } = form.typed;
  return (
    <>
      <AskForm form={form} leaver={leaver} />
      <BlankSheet given={{ leaver, typed: form.typed, colleague: chosenName(client, colleague) }} />
    </>
  );
}
