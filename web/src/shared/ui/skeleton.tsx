/** Bones of what is coming, after 300 ms: what comes at once draws nothing. */
import { useT } from '#web/shared/i18n.ts';

type Props = { lines?: number; rows?: number };

const count = (n: number): number[] => Array.from({ length: n }, (_, index) => index);

export function Skeleton({ lines, rows }: Props) {
  const t = useT();
  return (
    <div className="bones" role="status">
      <span className="visually-hidden">{t('common.loading')}</span>
      {count(lines ?? (rows ? 0 : 3)).map((line) => (
        <span key={line} className={`bone bone--${(line % 3) + 1}`} />
      ))}
      {count(rows ?? 0).map((row) => (
        <span key={row} className="bones__row">
          <span className="bone" />
          <span className={`bone bone--${(row % 3) + 1}`} />
          <span className="bone" />
        </span>
      ))}
    </div>
  );
}
