/** Whether a document of the desk is genuine: by its code, or by the file itself, which never leaves the browser. */
import '#web/styles/verification.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import {
  downloadSealKeys,
  downloadVerifierPage,
  downloadVerifierScript,
  verifyByCode,
} from '#contract/verification.ts';
import { PlainShell } from '#web/app/shell/plain-shell.tsx';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { CodeResult } from './code-result.tsx';
import { FileResult } from './file-result.tsx';
import { FileZone } from './file-zone.tsx';

const LETTERS = /^[0-9A-Za-z]{16}$/;

export function VerifyDocumentPage() {
  const t = useT();
  const { code = '' } = useParams({ strict: false }) as { code?: string };
  const [file, look] = useState<File | null>(null);
  return (
    <PlainShell>
      <div className="verify-page">
        <header>
          <h1>{t('verifying.title')}</h1>
          <p>{t('verifying.intro')}</p>
        </header>
        <CodeForm key={code} code={code} onSent={() => look(null)} />
        {code !== '' && file === null ? <ByCode code={code} /> : null}
        <section aria-labelledby="verify-file">
          <h2 id="verify-file">{t('verifying.or')}</h2>
          <FileZone onFile={look} />
        </section>
        {file === null ? null : <FileResult key={`${file.name} ${file.lastModified} ${file.size}`} file={file} />}
        <TakeAway />
      </div>
    </PlainShell>
  );
}

function CodeForm({ code, onSent }: { code: string; onSent: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [typed, type] = useState(code);
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const bare = typed.replace(/[\s-]/g, '');
    setWrong(!LETTERS.test(bare));
    if (!LETTERS.test(bare)) return;
    onSent();
    void navigate({ to: '/verificar/$code', params: { code: bare.toUpperCase().replace(/.{4}(?=.)/g, '$&-') } });
  };
  return (
    <form className="verify-page__code" onSubmit={submit} noValidate>
      <Field
        id="verify-code"
        label={t('verifying.code')}
        hint={t('verifying.code-hint')}
        error={wrong ? t('verifying.code-wrong') : null}
      >
        {(wired) => (
          <TextInput
            {...wired}
            value={typed}
            onInput={(event) => type(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            placeholder="XXXX-XXXX-XXXX-XXXX"
          />
        )}
      </Field>
      <Button kind="primary" type="submit">
        {t('verifying.look')}
      </Button>
    </form>
  );
}

function ByCode({ code }: { code: string }) {
  const asked = useQuery({
    queryKey: ['verification', code],
    queryFn: ({ signal }) => call(verifyByCode, { body: { code }, signal }),
    retry: false,
    staleTime: 60_000,
  });
  return (
    <>
      <LoadTrouble of={asked} />
      {asked.isPending ? <Skeleton lines={5} /> : null}
      {asked.data ? <CodeResult found={asked.data} /> : null}
    </>
  );
}

function TakeAway() {
  const t = useT();
  return (
    <section aria-labelledby="verify-alone">
      <h2 id="verify-alone">{t('verifying.alone')}</h2>
      <p>{t('verifying.alone-text')}</p>
      <ul className="verify-page__files">
        <li>
          <a href={downloadVerifierPage.path} download>
            {t('verifying.alone-page')}
          </a>
        </li>
        <li>
          <a href={downloadVerifierScript.path} download>
            {t('verifying.alone-script')}
          </a>
        </li>
        <li>
          <a href={downloadSealKeys.path} download>
            {t('verifying.alone-keys')}
          </a>
        </li>
      </ul>
    </section>
  );
}
