/** The first second factor of a person whose work needs one. */
import { useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { mayHavePasskeys } from './no-passkey.ts';

export function Enrolment({ onBegin, onDone }: { onBegin: () => void; onDone: () => void }) {
  const t = useT();
  const [isPasskey, choose] = useState(false);
  // The QR code is shown once: from there on the way is chosen.
  const [begun, setBegun] = useState(false);
  const other = (
    <Button kind="quiet" onClick={() => choose(!isPasskey)}>
      {t(isPasskey ? 'auth.passkey.codes-instead' : 'auth.passkey.instead')}
    </Button>
  );
  const beginCodes = () => {
    setBegun(true);
    onBegin();
  };
  return (
    <>
      <h1>{t('auth.enrol.title')}</h1>
      <p>{t('auth.enrol.text')}</p>
      {isPasskey ? (
        <AddPasskey onBegin={onBegin} onDone={onDone} instead={other} />
      ) : (
        <EnrolTotp onBegin={beginCodes} onDone={onDone} />
      )}
      {isPasskey || begun || !mayHavePasskeys() ? null : <div>{other}</div>}
    </>
  );
}
