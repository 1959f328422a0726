/** What the level promises to a request sent this moment, as dates; and out of hours, when the office opens. */
import { useQuery } from '@tanstack/react-query';
import type { LevelView } from '#contract/catalogue.ts';
import { readDutyPhone } from '#contract/duty.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { readPromises } from '#contract/service-levels.ts';
import { call } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { useMoments } from './use-moments.ts';

export type Promised = ReplyOf<typeof readPromises>['levels'][number];

const MINUTE = 60_000;

/** Null while it is not known: the times alone are then said. */
export function usePromise(level: LevelView | null): Promised | null {
  const promises = useQuery({
    queryKey: ['promises'],
    queryFn: ({ signal }) => call(readPromises, { signal }),
    staleTime: MINUTE / 2,
    // While somebody writes the minutes pass, and the dates with them.
    refetchInterval: MINUTE,
  });
  return promises.data?.levels.find((each) => each.levelId === level?.id) ?? null;
}

/** Where the institution wants it: the telephone of who is on call meanwhile. */
function OnCall() {
  const t = useT();
  const { data } = useQuery({
    queryKey: ['duty-phone'],
    queryFn: ({ signal }) => call(readDutyPhone, { signal }),
    staleTime: MINUTE,
  });
  return data?.phone ? <p>{t('requests.new.on-call', { phone: data.phone })}</p> : null;
}

export function PromiseWords({ level }: { level: LevelView | null }) {
  const t = useT();
  const moments = useMoments();
  const promise = usePromise(level);
  if (promise === null) return null;
  return (
    <div className="rq-promise">
      <p>
        {t('requests.new.by', {
          first: moments.when(promise.firstResponseDueAt),
          all: moments.when(promise.resolutionDueAt),
        })}
      </p>
      {promise.opensAt === null ? null : (
        <>
          <p className="strong">{t('requests.new.opens', { when: moments.dayTime(promise.opensAt) })}</p>
          <OnCall />
        </>
      )}
    </div>
  );
}
