/** A code read out to a person who proved who they are: how it was proven, then the code, once, while it lasts. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { giveResetCode, PROOFS } from '#contract/people.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, RadioCards, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type GivenCode, useGiveCode } from './queries.ts';
import { PROOF_WORDS, type Proof } from './words.ts';

type Props = { personId: string; name: string; onClose: () => void };

export function CodeDialog({ personId, name, onClose }: Props) {
  const t = useT();
  const form = useId();
  const give = useGiveCode(personId);
  const [again, setAgain] = useState(0);
  const renew = () => {
    give.reset();
    setAgain(again + 1);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.code.title')}
      footer={
        <>
          <Button onClick={onClose}>{t(give.data ? 'setup.dialog.close' : 'setup.dialog.back')}</Button>
          {give.data ? null : (
            <Button kind="primary" type="submit" form={form} busy={give.isPending}>
              {t('setup.code.give')}
            </Button>
          )}
        </>
      }
    >
      {give.data ? (
        <TheCode given={give.data} name={name} onRenew={renew} />
      ) : (
        <ProofForm key={again} id={form} name={name} give={give} />
      )}
    </Dialog>
  );
}

function ProofForm({ id, name, give }: { id: string; name: string; give: ReturnType<typeof useGiveCode> }) {
  const t = useT();
  const [proof, setProof] = useState<Proof | null>(null);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const shown = { ...wrong, ...fieldErrors(t, give.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (give.isPending) return;
    const found = faultsOf(t, giveResetCode.body, { proof, note });
    setWrong(found);
    if (Object.keys(found).length > 0 || proof === null) return standAtFault(event.currentTarget);
    give.mutate({ proof, note });
  };
  return (
    <form id={id} className="adm-form" onSubmit={send} noValidate>
      <p>{t('setup.code.explain', { name })}</p>
      {give.isError && Object.keys(shown).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, give.error)}
        </Notice>
      ) : null}
      <RadioCards
        legend={t('setup.code.proof')}
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
      <Field label={t('setup.code.note')} hint={t('setup.code.note-hint')} error={shown.note ?? null} id={`${id}-note`}>
        {(wired) => (
          <TextArea {...wired} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        )}
      </Field>
      <Notice kind="info">{t('setup.code.recorded')}</Notice>
    </form>
  );
}

/** As the contract says. Counted from its arrival: the clock of this machine may be wrong. */
const LIFE_SECONDS = 600;

function useSecondsLeft(): number {
  const [end] = useState(() => performance.now() + LIFE_SECONDS * 1000);
  const [left, setLeft] = useState(LIFE_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000))), 500);
    return () => clearInterval(timer);
  }, [end]);
  return left;
}

const GROUP = 4;

function TheCode({ given, name, onRenew }: { given: GivenCode; name: string; onRenew: () => void }) {
  const t = useT();
  const left = useSecondsLeft();
  // The button that asked for it is gone: whoever pressed it stands here now.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  if (left === 0)
    return (
      <Notice kind="warning" role="alert" action={<Button onClick={onRenew}>{t('setup.code.another')}</Button>}>
        {t('setup.code.over')}
      </Notice>
    );
  return (
    <div className="adm-form" ref={box} tabIndex={-1}>
      <p>{t('setup.code.read-out', { name })}</p>
      <div className="code-given">
        <Letters label={t('setup.code.label')} signs={given.code.slice(0, GROUP)} />
        <Letters label={t('setup.code.label-rest')} signs={given.code.slice(GROUP)} />
      </div>
      <p className="code-left" role="timer">
        {t('setup.code.left', { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') })}
      </p>
      <Notice kind="info">{t('setup.code.how', { name })}</Notice>
    </div>
  );
}

/** Each with the word it is spelled by, so that nobody hears another. */
function Letters({ label, signs }: { label: string; signs: string }) {
  const t = useT();
  const words = t('setup.code.letters').split(' ');
  const digits = t('setup.code.digits').split(' ');
  const spelled = (sign: string): string =>
    /\d/.test(sign)
      ? (digits[Number(sign)] ?? sign)
      : (words.find((word) => word.normalize('NFD').toUpperCase().startsWith(sign)) ?? sign);
  // Two of the same letter stand side by side: their place tells them apart.
  const placed = [...signs].map((sign, place) => ({ sign, place }));
  return (
    <ul aria-label={label}>
      {placed.map(({ sign, place }) => (
        <li key={place}>
          <strong>{sign}</strong>
          <small>{spelled(sign)}</small>
        </li>
      ))}
    </ul>
  );
}
