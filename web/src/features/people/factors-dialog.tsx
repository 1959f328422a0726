/** The second factor of a person who lost it, taken away: how they proved who they are, and in whose words. */
import { type FormEvent, useId, useState } from 'react';
import { PROOFS } from '#contract/people.ts';
import { removeFactors } from '#contract/second-factor.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, RadioCards, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useRemoveFactors } from './queries.ts';
import { PROOF_WORDS, type Proof } from './words.ts';

type Props = { personId: string; name: string; onClose: () => void };

export function FactorsDialog({ personId, name, onClose }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const remove = useRemoveFactors(personId);
  const [proof, setProof] = useState<Proof | null>(null);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, remove.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (remove.isPending) return;
    const found = faultsOf(t, removeFactors.body, { proof, note });
    setWrong(found);
    if (Object.keys(found).length > 0 || proof === null) return standAtFault(event.currentTarget);
    const onSuccess = () => {
      toast(t('setup.factors.done', { name }));
      onClose();
    };
    remove.mutate({ proof, note }, { onSuccess });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.factors.title')}
      confirmLoss={note !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="danger" type="submit" form={id} busy={remove.isPending}>
            {t('setup.factors.remove')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        <p>{t('setup.factors.explain', { name })}</p>
        {remove.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, remove.error)}
          </Notice>
        ) : null}
        <RadioCards
          legend={t('setup.factors.proof')}
          name="proof"
          value={proof}
          onChange={(value) => setProof(PROOFS.find((each) => each === value) ?? null)}
          options={PROOFS.map((value) => ({
            value,
            label: t(PROOF_WORDS[value].label),
            hint: t(PROOF_WORDS[value].hint),
          }))}
          error={shown.proof ?? null}
          id={`${id}-proof`}
        />
        <Field
          label={t('setup.code.note')}
          hint={t('setup.code.note-hint')}
          error={shown.note ?? null}
          id={`${id}-note`}
        >
          {(wired) => (
            <TextArea {...wired} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          )}
        </Field>
        <Notice kind="info">{t('setup.factors.recorded')}</Notice>
      </form>
    </Dialog>
  );
}
