/** A file, dropped anywhere on the page or chosen. */
import { useEffect, useId, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';

export function FileZone({ onFile }: { onFile: (file: File) => void }) {
  const t = useT();
  const id = useId();
  const [over, hover] = useState(false);
  useEffect(() => {
    const hovering = (event: DragEvent) => {
      event.preventDefault();
      hover(true);
    };
    const leaving = () => hover(false);
    const dropping = (event: DragEvent) => {
      event.preventDefault();
      hover(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) onFile(file);
    };
    document.addEventListener('dragover', hovering);
    document.addEventListener('dragleave', leaving);
    document.addEventListener('drop', dropping);
    return () => {
      document.removeEventListener('dragover', hovering);
      document.removeEventListener('dragleave', leaving);
      document.removeEventListener('drop', dropping);
    };
  }, [onFile]);
  return (
    <div className={over ? 'verify-zone verify-zone--over' : 'verify-zone'}>
      <p>{t('verifying.drop')}</p>
      <input
        id={id}
        className="verify-zone__input"
        type="file"
        accept=".pdf,.zip"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <label className="button" htmlFor={id}>
        {t('verifying.choose')}
      </label>
      <p className="sub small">{t('verifying.private')}</p>
    </div>
  );
}
