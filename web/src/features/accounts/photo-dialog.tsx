/** Choosing what of a picture is shown: the part inside the frame, as it will look, and nearer or farther. */
import { useEffect, useId, useRef, useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Crop, cut, draw, FARTHEST, firstCrop, NEAREST, placed, roomOf, squareOf, zoomed } from './crop.ts';
import { CropStage } from './crop-stage.tsx';
import { usePutPhoto } from './queries.ts';

const STEP = 0.05;

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
      <span className="crop-faces" aria-hidden="true">
        <canvas ref={large} width={192} height={192} className="avatar avatar--big" />
        <canvas ref={small} width={72} height={72} className="avatar" />
      </span>
    </div>
  );
}

type SliderProps = {
  label: string;
  range: [number, number];
  step: number;
  value: number;
  onValue: (value: number) => void;
};

function Slider({ label, range: [min, max], step, value, onValue }: SliderProps) {
  const id = useId();
  const percent = Math.round(((value - min) / (max - min)) * 100);
  return (
    <div className="crop-slider">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...{ min, max, step, value }}
        aria-valuetext={`${percent} %`}
        onInput={(event) => onValue(Number(event.currentTarget.value))}
      />
    </div>
  );
}

/** The same as with the hand, for who does not drag. */
function Sliders({ picture, crop, onCrop }: { picture: ImageBitmap; crop: Crop; onCrop: (next: Crop) => void }) {
  const t = useT();
  const { left, top } = squareOf(picture, crop);
  const { across, down } = roomOf(picture, crop);
  return (
    <>
      <Slider
        label={t('auth.photo.zoom')}
        range={[FARTHEST, NEAREST]}
        step={STEP}
        value={crop.zoom}
        onValue={(zoom) => onCrop(zoomed(picture, crop, zoom))}
      />
      {across === 0 ? null : (
        <Slider
          label={t('auth.photo.across')}
          range={[0, across]}
          step={1}
          value={Math.round(left)}
          onValue={(to) => onCrop(placed(picture, crop, { left: to }))}
        />
      )}
      {down === 0 ? null : (
        <Slider
          label={t('auth.photo.down')}
          range={[0, down]}
          step={1}
          value={Math.round(top)}
          onValue={(to) => onCrop(placed(picture, crop, { top: to }))}
        />
      )}
    </>
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
          <Sliders picture={picture} crop={crop} onCrop={setCrop} />
          <p className="small sub" id={help}>
            {t('auth.photo.help')}
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
