/** The own photo: chosen, dropped or taken with the telephone's camera; cut square; taken away again. */
import '#web/styles/photo.css';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import type { ProfileView } from '#contract/accounts.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { initialsOf } from '#web/shared/format.ts';
import { useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { IconCamera } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { openPicture } from './crop.ts';
import { PhotoDialog } from './photo-dialog.tsx';
import { useRemovePhoto } from './queries.ts';

type PickProps = { label: string; capture?: 'user'; className?: string; onPick: (file: File) => void };

/** A button that opens the browser's own choice of files. */
function Pick({ label, capture, className, onPick }: PickProps) {
  const field = useRef<HTMLInputElement>(null);
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    // The same file may be chosen again after it was cancelled.
    event.currentTarget.value = '';
    if (file) onPick(file);
  };
  return (
    <span className={className}>
      <input ref={field} type="file" accept="image/*" capture={capture} hidden onChange={pick} aria-label={label} />
      <Button small icon={<IconCamera />} onClick={() => field.current?.click()}>
        {label}
      </Button>
    </span>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const remove = useRemovePhoto();
  const send = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t('auth.photo.removed'));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('auth.photo.remove-title')}
      footer={
        <>
          <Button onClick={onClose}>{t('auth.photo.keep')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={send}>
            {t('auth.photo.remove')}
          </Button>
        </>
      }
    >
      <p>{t('auth.photo.remove-text')}</p>
      {remove.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, remove.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}

export function PhotoBlock({ profile }: { profile: ProfileView }) {
  const t = useT();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [removing, setRemoving] = useState(false);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState(false);
  const take = async (file: File) => {
    const opened = await openPicture(file);
    setRefused(opened === null);
    setPicture(opened);
  };
  const close = () => {
    picture?.close();
    setPicture(null);
  };
  const drag = (event: DragEvent<HTMLElement>, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    drag(event, false);
    const [file] = event.dataTransfer.files;
    if (file) void take(file);
  };
  return (
    <>
      <section
        className={over ? 'photo photo--over' : 'photo'}
        aria-label={t('auth.photo.label')}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={drop}
      >
        <Avatar initials={initialsOf(profile)} photoId={profile.photoId} tone="requester" big />
        <Pick
          label={t(profile.photoId === null ? 'auth.photo.put' : 'auth.photo.change')}
          onPick={(file) => void take(file)}
        />
        <Pick
          label={t('auth.photo.camera')}
          capture="user"
          className="photo__camera"
          onPick={(file) => void take(file)}
        />
        {profile.photoId === null ? null : (
          <Button small kind="quiet" onClick={() => setRemoving(true)}>
            {t('auth.photo.remove')}
          </Button>
        )}
        <p className="small sub">
          {t('auth.photo.which')} <span className="photo__drag">{t('auth.photo.drag')}</span>
        </p>
        <div role="alert">
          {refused ? <FieldError id="photo-error">{t('auth.photo.unreadable')}</FieldError> : null}
        </div>
      </section>
      {picture === null ? null : <PhotoDialog picture={picture} onClose={close} />}
      {removing ? <RemoveDialog onClose={() => setRemoving(false)} /> : null}
    </>
  );
}
