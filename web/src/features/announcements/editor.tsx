/** One notice of the desk: its words and dates, how it reads, and the steps of its life. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type AnnouncementView, addAnnouncement } from '#contract/announcements.ts';
import { faultsOf, useStandAtRefusal } from '#web/shared/check.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { faultText, fieldErrors, whoWasFirst } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Act, ActDialog } from './act-dialogs.tsx';
import { startOf } from './content.ts';
import { DateFields, ReaderFields, TouchFields, WordFields } from './fields.tsx';
import { Joined } from './joined.tsx';
import { Past } from './past.tsx';
import { Preview } from './preview.tsx';
import { type Content, useSave } from './queries.ts';
import { STANDING_TONES } from './words.ts';

function Head({ one }: { one: AnnouncementView | null }) {
  const t = useT();
  const locale = useLocale();
  return (
    <header className="split__top">
      <div className="grow">
        <nav className="crumbs split__back" aria-label={t('announcing.path')}>
          <Link to="/avisos">
            <IconArrowLeft /> {t('announcements.title')}
          </Link>
        </nav>
        <h1>{one === null ? t('announcing.new-title') : local(one.title, locale)}</h1>
      </div>
      {one === null ? null : (
        <span className={`state state--box ${STANDING_TONES[one.standing]}`}>
          {t(`announcing.standing.${one.standing}`)}
        </span>
      )}
    </header>
  );
}

const STEPS: Readonly<Record<string, readonly Act[]>> = {
  draft: ['withdraw'],
  scheduled: ['withdraw'],
  shown: ['update', 'end', 'withdraw'],
};

function Steps({ one, onAct }: { one: AnnouncementView; onAct: (act: Act) => void }) {
  const t = useT();
  return (STEPS[one.standing] ?? []).map((act) => (
    <Button key={act} kind={act === 'withdraw' ? 'quiet' : undefined} onClick={() => onAct(act)}>
      {t(`announcing.${act}.open`)}
    </Button>
  ));
}

type Start = { version: number | undefined; start: Content };

/** What others saved is shown where nothing was typed over it; what was typed stays, and its next saving follows theirs. */
function useTheirs(now: Start, value: Content, settle: (next: Content) => void): void {
  const seen = useRef(now);
  useEffect(() => {
    if (now.version === seen.current.version) return;
    if (JSON.stringify(value) === JSON.stringify(seen.current.start)) settle(now.start);
    seen.current = now;
  });
}

export function Editor({ one }: { one: AnnouncementView | null }) {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { timeZone } = useInstitution();
  const { area: areaId, servicio: serviceId }: { area?: string; servicio?: string } = useSearch({ strict: false });
  const about = { areaId, serviceId };
  const start = (of: AnnouncementView | null) => startOf(of, { timeZone, about });
  const { value, set, settle } = useKept(`announcement.${one?.id ?? serviceId ?? areaId ?? 'new'}`, start(one));
  useTheirs({ version: one?.version, start: start(one) }, value, settle);
  const saving = useSave(one);
  const form = useStandAtRefusal(saving.error);
  const key = useRef(newKey());
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [act, setAct] = useState<Act | null>(null);
  const isDraft = one === null || one.standing === 'draft';
  if (one !== null && !one.can.change)
    return (
      <>
        <Head one={one} />
        <Past one={one} />
      </>
    );

  const change = (patch: Partial<Content>) => {
    set((before) => ({ ...before, ...patch }));
    setFaults((before) =>
      Object.fromEntries(Object.entries(before).filter(([path]) => !(path.split('.')[0] ?? '' in patch))),
    );
  };
  const save = (publishing: boolean) => {
    if (saving.isPending) return;
    const wrong = faultsOf(t, addAnnouncement.body, value);
    setFaults(wrong);
    const first = Object.keys(wrong).length > 0;
    if (first)
      return requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    saving.mutate(
      { body: value, key: key.current, publishing },
      {
        onSuccess: (saved) => {
          key.current = newKey();
          settle(start(saved));
          toast(
            t(publishing ? `announcing.published.${saved.standing === 'shown' ? 'now' : 'later'}` : 'announcing.saved'),
          );
          if (one === null) void navigate({ to: '/avisos/$id', params: { id: saved.id } });
        },
        onError: (error) => setFaults(fieldErrors(t, error)),
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(false);
  };
  const stale = saving.error instanceof Refused && saving.error.problem.code === 'version.stale';
  const fields = { content: value, faults, onChange: change, shown: one?.standing === 'shown' };
  return (
    <>
      <Head one={one} />
      <div className="announcing">
        <form ref={form} className="announcing-form" onSubmit={submit} noValidate>
          {saving.error ? (
            <Notice kind="problem" role="alert">
              {stale ? t('announcing.stale', { first: whoWasFirst(t, saving.error) }) : faultText(t, saving.error)}
            </Notice>
          ) : null}
          {one?.standing === 'shown' ? (
            <Notice kind="info">{t('announcing.shown-note', { count: one.followers })}</Notice>
          ) : null}
          {one === null ? null : <Joined one={one} />}
          <WordFields {...fields} />
          <TouchFields {...fields} />
          <DateFields {...fields} />
          <ReaderFields {...fields} />
          <div className="announcing-acts">
            {isDraft ? (
              <Button kind="primary" busy={saving.isPending} onClick={() => save(true)}>
                {t(value.showFrom === null ? 'announcing.publish' : 'announcing.schedule')}
              </Button>
            ) : null}
            <Button type="submit" kind={isDraft ? undefined : 'primary'} busy={saving.isPending}>
              {t(isDraft ? 'announcing.save-draft' : 'announcing.save')}
            </Button>
            {one === null ? null : <Steps one={one} onAct={setAct} />}
          </div>
        </form>
        <Preview content={value} one={one} />
      </div>
      {act !== null && one !== null ? <ActDialog act={act} one={one} onClose={() => setAct(null)} /> : null}
    </>
  );
}
