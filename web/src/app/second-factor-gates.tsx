/** The only page of a session whose second step is due, or of a person whose work needs a second factor not yet there. */
import '#web/styles/accounts.css';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { sessionQuery } from './queries.ts';
import { GateShell } from './shell/gate-shell.tsx';
import { SignOutButton } from './sign-out.tsx';

const SecondStep = lazy(() =>
  import('#web/features/accounts/second-step-form.tsx').then((file) => ({ default: file.SecondStepForm })),
);
const Enrolment = lazy(() =>
  import('#web/features/accounts/enrolment.tsx').then((file) => ({ default: file.Enrolment })),
);

/** Asks again who this is, and goes where the address leads such a person. */
function useGoOn(): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    await router.invalidate();
  };
}

function Gate({ children }: { children: ReactNode }) {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => void loadSections('auth').then(() => setHasWords(true)), []);
  return (
    <GateShell
      productName={productName}
      governmentName={governmentName}
      headline={t('common.second-step.headline')}
      text={t('common.second-step.cover')}
    >
      {hasWords ? <Suspense>{children}</Suspense> : null}
      <SignOutButton />
    </GateShell>
  );
}

export function SecondStepGate() {
  const goOn = useGoOn();
  return (
    <Gate>
      <SecondStep onDone={() => void goOn()} />
    </Gate>
  );
}

type EnrolmentProps = {
  /** From here on it stays until its codes were kept, although nothing is missing any more. */
  onBegin: () => void;
  onDone: () => void;
};

export function EnrolmentGate({ onBegin, onDone }: EnrolmentProps) {
  const goOn = useGoOn();
  return (
    <Gate>
      <Enrolment onBegin={onBegin} onDone={() => void goOn().then(onDone)} />
    </Gate>
  );
}
