/** Mis datos personales: everything the desk holds of whoever asks, as a file to keep. Comes after the profile. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { printOwnData, readOwnData } from '#contract/privacy.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { fetchFile } from '#web/shared/fetch-file.ts';
import { useT } from '#web/shared/i18n.ts';
import { keepFile } from '#web/shared/keep-file.ts';
import { useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

export default function OwnCopy() {
  const t = useT();
  const now = useNow();
  const take = useMutation({
    mutationFn: () => call(readOwnData, {}),
    onSuccess: (data) =>
      keepFile(
        new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }),
        `${t('privacy.own.file')}-${data.madeAt.slice(0, 10)}.json`,
      ),
  });
  const print = useMutation({
    mutationFn: () => fetchFile(printOwnData),
    onSuccess: (paper) =>
      keepFile(
        new Blob([paper], { type: 'application/pdf' }),
        `${t('privacy.own.file')}-${now.toISOString().slice(0, 10)}.pdf`,
      ),
  });
  const failed = take.error ?? print.error;
  const busy = take.isPending || print.isPending;
  return (
    <section className="panel" aria-labelledby="profile-copy">
      <h2 id="profile-copy">{t('privacy.own.title')}</h2>
      <p className="sub">{t('privacy.own.text')}</p>
      {failed && !busy ? (
        <Notice kind="problem" role="alert">
          {faultText(t, failed)}
        </Notice>
      ) : null}
      <div role="status">
        {print.isPending ? <p className="sub">{t('privacy.own.printing')}</p> : null}
        {!failed && !busy && (take.isSuccess || print.isSuccess) ? (
          <Notice kind="good">{t('privacy.own.done')}</Notice>
        ) : null}
      </div>
      <div className="row row--wrap">
        <Button
          busy={print.isPending}
          disabled={take.isPending}
          onClick={() => {
            take.reset();
            print.mutate();
          }}
        >
          {t('privacy.own.print')}
        </Button>
        <Button
          busy={take.isPending}
          disabled={print.isPending}
          onClick={() => {
            print.reset();
            take.mutate();
          }}
        >
          {t('privacy.own.take')}
        </Button>
        <Link to="/aviso-de-privacidad">{t('privacy.title')}</Link>
      </div>
    </section>
  );
}
