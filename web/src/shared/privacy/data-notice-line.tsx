/** Who is responsible for the data asked for here, what they are used for, and where the whole notice is. */
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';

const WORDS = {
  request: 'privacy.data.request',
  enrolment: 'privacy.data.enrolment',
  account: 'privacy.data.account',
  profile: 'privacy.data.profile',
  right: 'privacy.data.right',
  survey: 'privacy.data.survey',
} as const;
export type AskedFor = keyof typeof WORDS;

/** A page of its own: what is being typed here stays as it is. */
export default function DataNoticeLine({ of }: { of: AskedFor }) {
  const t = useT();
  const { hostAgencyName } = useInstitution();
  return (
    <p className="small sub measure">
      {t(WORDS[of], { agency: hostAgencyName })}{' '}
      <a href="/aviso-de-privacidad" target="_blank" rel="noreferrer">
        {t('privacy.data.whole')}
      </a>
    </p>
  );
}
