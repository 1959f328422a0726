/** One dialog for every act that asks again who sits at the session; nothing typed anywhere is lost meanwhile. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { whenAskedAgain } from '#web/shared/client.ts';
import { loadSections } from '#web/shared/i18n.ts';

const ConfirmDialog = lazy(async () => {
  const [file] = await Promise.all([import('#web/features/accounts/confirm-dialog.tsx'), loadSections('auth')]);
  return { default: file.ConfirmDialog };
});

type Waiting = { answer: (confirmed: boolean) => void; confirmed: Promise<boolean> };

const newWaiting = (): Waiting => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  return { answer: resolve, confirmed: promise };
};

export function AskingAgain() {
  const [waiting, wait] = useState<Waiting | null>(null);
  useEffect(() => {
    let present: Waiting | null = null;
    whenAskedAgain(() => {
      // Several acts at once are answered by one proof.
      present ??= newWaiting();
      wait(present);
      void present.confirmed.then(() => {
        present = null;
      });
      return present.confirmed;
    });
    return () => {
      whenAskedAgain(async () => false);
      present?.answer(false);
    };
  }, []);
  if (waiting === null) return null;
  const end = (confirmed: boolean) => {
    wait(null);
    waiting.answer(confirmed);
  };
  return (
    <Suspense>
      <ConfirmDialog onEnd={end} />
    </Suspense>
  );
}
