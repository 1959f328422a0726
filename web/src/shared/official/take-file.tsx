/** A file made for the asking: where it is refused, the page stays and says why beside the button. */
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Operation } from '#contract/operation.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { fetchFile } from '#web/shared/fetch-file.ts';
import { useT } from '#web/shared/i18n.ts';
import { keepFile } from '#web/shared/keep-file.ts';
import { Button, type ButtonKind } from '#web/shared/ui/button.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

type Props = {
  operation: Operation;
  params: Readonly<Record<string, string>>;
  kind?: ButtonKind;
  small?: boolean;
  /** What it is, where the words beside the button say it to the eye alone. */
  label?: string;
  children: ReactNode;
};

export function TakeFile({ operation, params, kind, small, label, children }: Props) {
  const t = useT();
  const take = useMutation({
    mutationFn: () => fetchFile(operation, { params: params as never }),
    retry: false,
    onSuccess: (file) => keepFile(file, file.name),
  });
  return (
    <>
      <Button
        {...(kind === undefined ? {} : { kind })}
        {...(small === undefined ? {} : { small })}
        icon={<IconDownload />}
        aria-label={label}
        busy={take.isPending}
        onClick={() => take.mutate()}
      >
        {children}
      </Button>
      <span className="visually-hidden" role="status">
        {take.isPending ? t('documents.official.busy') : ''}
      </span>
      {take.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, take.error)}
        </Notice>
      ) : null}
    </>
  );
}
