/** Mis datos personales: everything the desk holds of whoever asks, as a file to keep. Comes after the profile. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readOwnData } from '#contract/privacy.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

function keep(content: unknown, name: string): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export default function OwnCopy() {
  const t = useT();
  const take = useMutation({
    mutationFn: () => call(readOwnData, {}),
    onSuccess: (data) => keep(data, `${t('privacy.own.file')}-${data.madeAt.slice(0, 10)}.json`),
  });
  return (
    <section className="panel" aria-labelledby="profile-copy">
      <h2 id="profile-copy">{t('privacy.own.title')}</h2>
      <p className="sub">{t('privacy.own.text')}</p>
      {take.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, take.error)}
        </Notice>
      ) : null}
      {take.isSuccess ? (
        <Notice kind="good" role="status">
          {t('privacy.own.done')}
        </Notice>
      ) : null}
      <div className="row row--wrap">
        <Button busy={take.isPending} onClick={() => take.mutate()}>
          {t('privacy.own.take')}
        </Button>
        <Link to="/aviso-de-privacidad">{t('privacy.title')}</Link>
      </div>
    </section>
  );
}
