/** Where the person is: remembered from the last request, so it usually is one line to glance at. */
import { useState } from 'react';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { IconPin } from '#web/shared/ui/icons.tsx';
import type { PlaceText } from './draft.ts';

/** A number or a letter alone needs its word: «piso 2»; «Tercer piso» says it already. */
const isBare = (value: string): boolean => /^\S{1,4}$/.test(value);

/** "Edificio A, piso 2, oficina 204, tel. 312 316 2000"; empty when nothing is known. */
export function placeWords(t: Translate, place: PlaceText): string {
  const parts = [
    place.building,
    isBare(place.floor) ? t('requests.place.floor-short', { floor: place.floor }) : place.floor,
    isBare(place.office) ? t('requests.place.office-short', { office: place.office }) : place.office,
    place.phone === '' ? '' : t('requests.place.phone-short', { phone: place.phone }),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

type Props = { place: PlaceText; faults: Record<string, string>; onChange: (place: PlaceText) => void };

const FIELDS = [
  ['building', 'requests.place.building'],
  ['floor', 'requests.place.floor'],
  ['office', 'requests.place.office'],
  ['phone', 'requests.place.phone'],
] as const;

export function PlaceFields({ place, faults, onChange }: Props) {
  const t = useT();
  const [opened, open] = useState(() => placeWords(t, place) === '');
  const wrong = FIELDS.some(([name]) => faults[`place.${name}`] !== undefined);
  return (
    <section className="rq-step" aria-labelledby="rq-place">
      <h2 id="rq-place">{t('requests.place.title')}</h2>
      {opened || wrong ? (
        <div className="rq-place">
          {FIELDS.map(([name, label]) => (
            <Field key={name} id={`rq-${name}`} label={t(label)} error={faults[`place.${name}`] ?? null}>
              {(wired) => (
                <TextInput
                  {...wired}
                  value={place[name]}
                  maxLength={80}
                  {...(name === 'phone' ? { type: 'tel', autoComplete: 'tel' } : { autoComplete: 'off' })}
                  onChange={(event) => onChange({ ...place, [name]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
        </div>
      ) : (
        <p className="rq-place__line">
          <IconPin />
          <span>{placeWords(t, place)}</span>
          <Button kind="quiet" small onClick={() => open(true)}>
            {t('requests.place.change')}
          </Button>
        </p>
      )}
    </section>
  );
}
