/** What a reader does with a notice: put it away, or ask to be told when it is over. */
import { useMutation } from '@tanstack/react-query';
import { type CurrentAnnouncement, dismissAnnouncement, followAnnouncement } from '#contract/announcements.ts';
import { call } from '../client.ts';
import { faultText } from '../fault-text.ts';
import { local, useLocale, useT } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { IconBell, IconCheck, IconX } from '../ui/icons.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRead } from './current.ts';

export function FollowButton({ item }: { item: CurrentAnnouncement }) {
  const t = useT();
  const say = useToast();
  const read = useRead();
  const following = useMutation({
    mutationFn: (next: boolean) => call(followAnnouncement, { params: { id: item.id }, body: { following: next } }),
    retry: false,
    networkMode: 'always',
    onSuccess: () => read(),
    onError: (error) => say(faultText(t, error), 'problem'),
  });
  if (item.kind === 'information') return null;
  return (
    <Button
      small
      icon={item.following ? <IconCheck /> : <IconBell />}
      aria-pressed={item.following}
      busy={following.isPending}
      onClick={() => following.mutate(!item.following)}
    >
      {t(item.following ? 'announcements.following' : 'announcements.follow')}
    </Button>
  );
}

export function DismissButton({ item }: { item: CurrentAnnouncement }) {
  const t = useT();
  const locale = useLocale();
  const say = useToast();
  const read = useRead();
  const dismissing = useMutation({
    mutationFn: () => call(dismissAnnouncement, { params: { id: item.id } }),
    retry: false,
    networkMode: 'always',
    onSuccess: () => read(),
    onError: (error) => say(faultText(t, error), 'problem'),
  });
  return (
    <Button
      small
      kind="quiet"
      aria-label={t('announcements.dismiss', { title: local(item.title, locale) })}
      title={t('announcements.dismiss-short')}
      busy={dismissing.isPending}
      onClick={() => dismissing.mutate()}
    >
      <IconX />
    </Button>
  );
}
