/** Who gets each anchor: the comptrollers of the desk, and addresses the institution names. */
import { type FormEvent, useId, useState } from 'react';
import { saveAnchorAddresses } from '#contract/integrity.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Integrity, useSaveAddresses } from './queries.ts';

export function WhoIsTold({ of }: { of: Integrity }) {
  const t = useT();
  const { auditors, addresses, can } = of;
  return (
    <section className="card card__body integrity__told" aria-labelledby="integrity-told">
      <h2 id="integrity-told">{t('integrity.told.title')}</h2>
      <p className="sub">{t('integrity.told.text')}</p>
      <p>
        {auditors.length === 0
          ? t('integrity.told.nobody')
          : t('integrity.told.auditors', { names: auditors.join(', ') })}
      </p>
      {can.administer ? <Addresses addresses={addresses} /> : <Listed addresses={addresses} />}
    </section>
  );
}

function Listed({ addresses }: { addresses: readonly string[] }) {
  const t = useT();
  if (addresses.length === 0) return null;
  return (
    <>
      <h3 className="h4">{t('integrity.told.addresses')}</h3>
      <ul>
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
    </>
  );
}

const linesOf = (typed: string): string[] => typed.split(/[\s,;]+/).filter((line) => line !== '');

function Addresses({ addresses }: { addresses: readonly string[] }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const kept = useKept('anchor-addresses', { typed: addresses.join('\n') });
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useSaveAddresses();
  const { typed } = kept.value;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const emails = linesOf(typed);
    const [[path, fault] = ['', null]] = Object.entries(faultsOf(t, saveAnchorAddresses.body, { emails }));
    // Of several, which one.
    const address = emails[Number(path.replace('emails.', ''))];
    setWrong(address === undefined ? fault : t('integrity.told.wrong', { address }));
    if (fault !== null) return;
    save.mutate(emails, {
      onSuccess: () => {
        toast(t('integrity.told.saved'));
        kept.settle({ typed: emails.join('\n') });
      },
      onError: (error) => setWrong(Object.values(fieldErrors(t, error))[0] ?? null),
    });
  };
  return (
    <form className="adm-form" onSubmit={send} noValidate>
      <KeptNotice show={kept.restored} onDrop={() => kept.settle({ typed: addresses.join('\n') })} />
      <Field
        id={`${id}-addresses`}
        label={t('integrity.told.addresses')}
        hint={t('integrity.told.addresses-hint')}
        optional
        error={wrong}
      >
        {(wired) => (
          <TextArea
            {...wired}
            rows={3}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => kept.set({ typed: event.currentTarget.value })}
          />
        )}
      </Field>
      {save.error && wrong === null ? (
        <Notice kind="problem" role="alert">
          {faultText(t, save.error)}
        </Notice>
      ) : null}
      <div>
        <Button type="submit" busy={save.isPending}>
          {t('integrity.told.save')}
        </Button>
      </div>
    </form>
  );
}
