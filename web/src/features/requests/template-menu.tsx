/** The templates that fit: one press puts their words where one writes. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Purpose, repliesForRequest } from '#contract/canned-replies.ts';
import type { RequestView } from '#contract/requests.ts';
import type { LocalText } from '#contract/shapes.ts';
import { call } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';

type Template = { readonly id: string; readonly name: LocalText; readonly text: string; readonly english?: string };

type ListProps = {
  /** Asked for once it is opened. */
  replies: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>;
  fitting: readonly Template[] | undefined;
  /** Above its button, as at the foot of a page. */
  up?: boolean;
  onOpen: () => void;
  onChoose: (text: string, english: string) => void;
};

export function Templates({ replies, fitting, up = false, onOpen, onChoose }: ListProps) {
  const t = useT();
  const locale = useLocale();
  return (
    <Menu
      up={up}
      left
      className="templates"
      look="button button--quiet button--small"
      label={t('console.composer.templates')}
      onOpen={onOpen}
    >
      {replies.isPending ? <p className="menu__note">{t('common.loading')}</p> : null}
      {replies.isError ? (
        <p className="menu__note" role="alert">
          {faultText(t, replies.error)}{' '}
          <Button small onClick={() => void replies.refetch()}>
            {t('requests.trouble.again')}
          </Button>
        </p>
      ) : null}
      {fitting?.length === 0 ? <p className="menu__note">{t('console.composer.no-templates')}</p> : null}
      {fitting?.map((reply) => (
        <MenuItem key={reply.id} onClick={() => onChoose(reply.text, reply.english ?? '')}>
          {local({ es: reply.name.es, en: reply.name.en || reply.name.es }, locale)}
        </MenuItem>
      ))}
    </Menu>
  );
}

type Props = {
  view: RequestView;
  purposes: readonly Purpose[];
  up?: boolean;
  onChoose: (text: string) => void;
};

/** Already filled in for this request. */
export function TemplateMenu({ view, purposes, up = false, onChoose }: Props) {
  const [wanted, want] = useState(false);
  const replies = useQuery({
    // What it says changes with the request.
    queryKey: ['canned-replies', 'of', view.id, view.version],
    queryFn: ({ signal }) => call(repliesForRequest, { params: { id: view.id }, signal }),
    enabled: wanted,
    staleTime: 60_000,
  });
  const fitting = replies.data?.items.filter((reply) => purposes.includes(reply.purpose));
  return <Templates {...{ replies, fitting, up, onChoose }} onOpen={() => want(true)} />;
}
