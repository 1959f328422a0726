/** The only page of a person who has not accepted the responsibilities in force: the whole text, and one act (document 002). */
import '#web/styles/accounts.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { acceptResponsibilities, type ResponsibilitiesView, readResponsibilities } from '#contract/responsibilities.ts';
import { call, isOutrun } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { sessionQuery } from './queries.ts';
import { GateShell } from './shell/gate-shell.tsx';
import { SignOutButton } from './sign-out.tsx';

const KEY = ['responsibilities'] as const;

export function ResponsibilitiesGate() {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => void loadSections('auth').then(() => setHasWords(true)), []);
  return (
    <GateShell
      productName={productName}
      governmentName={governmentName}
      headline={hasWords ? t('auth.responsibilities.headline') : ''}
      text={hasWords ? t('auth.responsibilities.cover') : ''}
    >
      {hasWords ? <ToAccept /> : null}
      <SignOutButton />
    </GateShell>
  );
}

function ToAccept() {
  const t = useT();
  const { person } = useSession();
  const text = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(readResponsibilities, { signal }) });
  return (
    <>
      <h1>{t('auth.responsibilities.title')}</h1>
      <p>{t('auth.responsibilities.intro', { name: person.givenNames })}</p>
      <LoadTrouble of={text} />
      {text.isPending ? <Skeleton lines={10} /> : null}
      {text.data ? <Accept of={text.data} /> : null}
    </>
  );
}

function Accept({ of }: { of: ResponsibilitiesView }) {
  const t = useT();
  const client = useQueryClient();
  const router = useRouter();
  const accept = useMutation({
    mutationFn: () => call(acceptResponsibilities, { body: { version: of.version } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await router.invalidate();
    },
    // A newer text came meanwhile: it is the one to be read.
    onError: (error) => (isOutrun(error) ? client.invalidateQueries({ queryKey: KEY }) : undefined),
  });
  return (
    <>
      <section className="responsibilities" aria-label={t('auth.responsibilities.text')}>
        {linesOf(of.body).map(({ text, under }) => (
          <p key={text} lang="es-MX" className={under ? 'responsibilities__under' : undefined}>
            {text}
          </p>
        ))}
      </section>
      {accept.isError ? (
        <Notice kind="problem" role="alert">
          {isOutrun(accept.error) ? t('auth.responsibilities.newer') : faultText(t, accept.error)}
        </Notice>
      ) : null}
      <Button kind="primary" wide busy={accept.isPending} onClick={() => accept.mutate()}>
        {t('auth.responsibilities.accept')}
      </Button>
      <p className="sub small">{t('auth.responsibilities.recorded', { version: of.version })}</p>
      <DataNotice of="account" />
    </>
  );
}

/** "a. …" stands under the paragraph before it. */
const linesOf = (body: string): { text: string; under: boolean }[] =>
  body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ text, under: /^\s*[a-z]\.\s/.test(text) }));
