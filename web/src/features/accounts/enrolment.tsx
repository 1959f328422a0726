/** The first second factor of a person whose work needs one. */
import { useT } from '#web/shared/i18n.ts';
import { EnrolTotp } from './enrol-totp.tsx';

export function Enrolment(props: { onBegin: () => void; onDone: () => void }) {
  const t = useT();
  return (
    <>
      <h1>{t('auth.enrol.title')}</h1>
      <p>{t('auth.enrol.text')}</p>
      <EnrolTotp {...props} />
    </>
  );
}
