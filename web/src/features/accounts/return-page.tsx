/** Back from a directory: hands the server what came in the address, and says in words what came of it. */
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { finishDirectory } from '#contract/directories.ts';
import { takeAnswer } from '#web/shared/arrived-with.ts';
import { call, Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { type MessageKey, type Translate, useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { Gate } from './gate.tsx';
import { useEntering } from './queries.ts';
import { forgetWay, wayBack } from './way.ts';

export function ReturnPage() {
  const t = useT();
  const navigate = useNavigate();
  const toast = useToast();
  const [way] = useState(wayBack);
  const finish = useEntering((answer: string) => call(finishDirectory, { body: { answer } }));
  const { mutate } = finish;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    forgetWay();
    mutate(takeAnswer().slice(0, MOST), {
      onSuccess: ({ outcome }) => {
        if (outcome === 'linked') toast((words) => words('entrances.own.linked'));
        void navigate({ to: way.to, replace: true });
      },
    });
  }, [mutate, navigate, toast, way]);
  if (!finish.error)
    return (
      <Gate>
        <h1>{t('entrances.back.wait')}</h1>
        <p role="status">{t('entrances.back.wait-text')}</p>
      </Gate>
    );
  const { title, text } = wordsOf(t, finish.error);
  return (
    <Gate>
      <h1>{t(title)}</h1>
      <p role="alert">{text}</p>
      <div>{way.linking ? <ToProfile /> : <ToSignIn to={way.to} />}</div>
    </Gate>
  );
}

/** More than the server takes is no answer of a directory. */
const MOST = 4_000;

function ToSignIn({ to }: { to: string }): ReactNode {
  const t = useT();
  return (
    <LinkButton kind="primary" to="/entrar" search={to === '/' ? {} : { volver: to }}>
      {t('entrances.back.to-sign-in')}
    </LinkButton>
  );
}

function ToProfile(): ReactNode {
  const t = useT();
  return (
    <LinkButton kind="primary" to="/perfil">
      {t('entrances.back.to-profile')}
    </LinkButton>
  );
}

const TITLES: Readonly<Record<string, MessageKey>> = {
  'directory.refused': 'entrances.back.refused.title',
  'directory.nobody': 'entrances.back.nobody.title',
  'directory.unlinked': 'entrances.back.unlinked.title',
  'directory.inactive': 'entrances.back.inactive.title',
  'directory.taken': 'entrances.back.taken.title',
  'directory.unreachable': 'entrances.back.unreachable.title',
};

/** Codes of a refusal that say what the person did, not what is wrong. */
const OWN: Readonly<Record<string, { title: MessageKey; text: MessageKey }>> = {
  access_denied: { title: 'entrances.back.left.title', text: 'entrances.back.left.text' },
  passage: { title: 'entrances.back.over.title', text: 'entrances.back.over.text' },
};

function wordsOf(t: Translate, error: unknown): { title: MessageKey; text: string } {
  const problem = error instanceof Refused ? error.problem : null;
  const code = problem?.code ?? '';
  const own = code === 'directory.refused' ? OWN[String(problem?.values?.reason)] : undefined;
  if (own) return { title: own.title, text: t(own.text) };
  return { title: TITLES[code] ?? 'entrances.back.trouble.title', text: faultText(t, error) };
}
