/** Back at work before the last day, or not away after all. */
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type AbsenceView, isGone, isStale, useEndAbsence } from './absence-queries.ts';
import { daysWords } from './absence-words.ts';

export function EndDialog({ absence, onClose }: { absence: AbsenceView; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const toast = useToast();
  const end = useEndAbsence(absence.id);
  const { name } = absence.person;
  const send = () =>
    end.mutate(absence.version, {
      onSuccess: () => {
        toast((words) => words(absence.now ? 'absences.ended' : 'absences.cancelled'));
        onClose();
      },
      onError: (error) => {
        if (isGone(error)) toast((words) => words('absences.gone'), 'problem');
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(absence.now ? 'absences.end-of' : 'absences.cancel-of', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('absences.back')}</Button>
          <Button kind={absence.now ? 'primary' : 'danger'} busy={end.isPending} onClick={send} data-first>
            {t(absence.now ? 'absences.end' : 'absences.cancel')}
          </Button>
        </>
      }
    >
      <div className="stack stack--4">
        {end.isError ? (
          <Notice kind="problem" role="alert">
            {isStale(end.error)
              ? t('absences.stale-end', { first: whoWasFirst(t, end.error) })
              : faultText(t, end.error)}
          </Notice>
        ) : null}
        <p>
          {t(absence.now ? 'absences.end-text' : 'absences.cancel-text', {
            name,
            days: daysWords(t, locale, absence),
          })}
        </p>
      </div>
    </Dialog>
  );
}
