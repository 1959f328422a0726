/** Entrar: the form alone and short; below it, who has no account yet and who cannot get in. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { AtTheDoor, late } from '#web/shared/announcements/late.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { CreateAccountDialog } from './create-account-dialog.tsx';
import { DemoEntrances } from './demo-entrances.tsx';
import { Gate } from './gate.tsx';
import { SignInForm } from './sign-in-form.tsx';

const Entrances = late<{ to: string }>(() => import('./entrances.tsx'));

const NOTICES = ['ended', 'password-set', 'approval'] as const;

export function SignInPage() {
  const t = useT();
  const navigate = useNavigate();
  const search: { volver?: string; crear?: number; aviso?: string } = useSearch({ strict: false });
  const { demo, selfRegistration, mailDomains, deskPhone, mailWorks } = useInstitution();
  const notice = NOTICES.find((name) => name === search.aviso);
  const mayCreate = selfRegistration !== 'off' && mailDomains.length > 0 && mailWorks;
  const enter = () => void navigate({ to: search.volver ?? '/' });
  const dialog = (open: boolean) =>
    void navigate({ to: '/entrar', search: { ...search, crear: open ? 1 : undefined }, replace: !open });
  return (
    <Gate>
      {notice ? <Notice kind={notice === 'ended' ? 'info' : 'good'}>{t(`auth.notice.${notice}`)}</Notice> : null}
      <AtTheDoor />
      <h1>{t('auth.sign-in.title')}</h1>
      <SignInForm onDone={enter} />
      <Entrances to={search.volver ?? '/'} />
      <div className="gate__first">
        <div>
          <h2 className="h4">{t('auth.first.title')}</h2>
          <p className="small sub">{t(mayCreate ? 'auth.first.create' : 'auth.first.enrolment')}</p>
        </div>
        {mayCreate ? <Button onClick={() => dialog(true)}>{t('auth.create.title')}</Button> : null}
      </div>
      {deskPhone === '' ? null : <p className="small sub">{t('auth.help.phone', { phone: deskPhone })}</p>}
      {demo ? <DemoEntrances accounts={demo.accounts} onDone={enter} /> : null}
      {mayCreate && search.crear === 1 ? <CreateAccountDialog onClose={() => dialog(false)} /> : null}
    </Gate>
  );
}
