/** Choosing what of a picture is shown: the part inside the frame, as it will look, and nearer or farther. */
import { useEffect, useId, useRef, useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { IconMinus, IconPlus } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Crop, cut, draw, FARTHEST, firstCrop, NEAREST, placeOf, zoomed } from './crop.ts';
import { CropStage } from './crop-stage.tsx';
import { usePutPhoto } from './queries.ts';

const STEP = 0.05;
const JUMP = 1.25;

/** Where the frame stands, in words: what the eye sees, said. */
function placeWords(t: Translate, picture: ImageBitmap, crop: Crop): string {
  const { across, down } = placeOf(picture, crop);
  const side = (at: number | null, words: readonly [string, string]) =>
    at === null || Math.abs(at) < 0.1 ? '' : words[at < 0 ? 0 : 1];
  const where = [
    side(across, [t('auth.photo.left'), t('auth.photo.right')]),
    side(down, [t('auth.photo.top'), t('auth.photo.bottom')]),
  ].filter((word) => word !== '');
  const place = where.length === 0 ? t('auth.photo.centre') : where.join(', ');
  return t('auth.photo.place', { place, percent: Math.round(crop.zoom * 100) });
}

/** As it will stand beside a name: large, and as small as in a list. */
function Preview({ picture, crop }: { picture: ImageBitmap; crop: Crop }) {
  const t = useT();
  const large = useRef<HTMLCanvasElement>(null);
  const small = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    for (const { current } of [large, small]) if (current) draw(current, picture, crop);
  }, [picture, crop]);
  return (
    <div className="crop-preview">
      <p className="small sub">{t('auth.photo.preview')}</p>
      <canvas ref={large} width={192} height={192} className="avatar avatar--big" aria-hidden="true" />
      <canvas ref={small} width={72} height={72} className="avatar" aria-hidden="true" />
    </div>
  );
}

function Nearness({ picture, crop, onCrop }: { picture: ImageBitmap; crop: Crop; onCrop: (next: Crop) => void }) {
  const t = useT();
  const id = useId();
  const to = (zoom: number) => onCrop(zoomed(picture, crop, zoom));
  return (
    <div className="crop-zoom">
      <label htmlFor={id}>{t('auth.photo.zoom')}</label>
      <Button
        kind="quiet"
        icon={<IconMinus />}
        aria-label={t('auth.photo.farther')}
        onClick={() => to(crop.zoom / JUMP)}
      />
      <input
        id={id}
        type="range"
        min={FARTHEST}
        max={NEAREST}
        step={STEP}
        value={crop.zoom}
        aria-valuetext={`${Math.round(crop.zoom * 100)} %`}
        onInput={(event) => to(Number(event.currentTarget.value))}
      />
      <Button kind="quiet" icon={<IconPlus />} aria-label={t('auth.photo.nearer')} onClick={() => to(crop.zoom * JUMP)} />
    </div>
  );
}

export function PhotoDialog({ picture, onClose }: { picture: ImageBitmap; onClose: () => void }) {
  const t = useT();
  const help = useId();
  const toast = useToast();
  const [crop, setCrop] = useState(() => firstCrop(picture));
  const [sent, setSent] = useState<number | null>(null);
  const put = usePutPhoto(setSent);
  const save = async () => {
    const photo = await cut(picture, crop);
    if (photo === null) return;
    setSent(0);
    put.mutate(photo, {
      onSuccess: () => {
        toast(t('auth.photo.saved'));
        onClose();
      },
      onSettled: () => setSent(null),
    });
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('auth.photo.title')}
      intro={t('auth.photo.intro')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" busy={put.isPending} onClick={() => void save()}>
            {t('auth.photo.save')}
          </Button>
        </>
      }
    >
      <div className="crop-desk">
        <CropStage picture={picture} crop={crop} onCrop={setCrop} describedBy={help} />
        <div className="crop-side">
          <Preview picture={picture} crop={crop} />
          <Nearness picture={picture} crop={crop} onCrop={setCrop} />
          <p className="small sub" id={help}>
            {t('auth.photo.help')}
          </p>
          <p className="visually-hidden" role="status">
            {placeWords(t, picture, crop)}
          </p>
          {sent === null ? null : (
            <progress className="crop-sent" max={1} value={sent} aria-label={t('auth.photo.sending')} />
          )}
          {put.error ? (
            <Notice kind="problem" role="alert">
              {faultText(t, put.error)}
            </Notice>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
