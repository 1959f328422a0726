/** What is missing in a form, said once and together: it takes the focus, and each line leads to its field. */
import { type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';

type Props = {
  errors: { id: string; message: string /** What to call the field, where its label is not it. */; name?: string }[];
};

/** What the page calls the field: "Falta este dato." five times over says nothing without it. */
function nameOf(id: string): string {
  const label =
    document.querySelector(`.field > label[for="${CSS.escape(id)}"]`) ??
    document.getElementById(id)?.closest('fieldset')?.querySelector('legend');
  return label?.firstChild?.textContent ?? '';
}

export function ErrorSummary({ errors }: Props) {
  const t = useT();
  const title = useId();
  const box = useRef<HTMLElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  // The fields stand below and are drawn by now.
  useLayoutEffect(() => setNames(errors.map(({ id, name }) => name ?? nameOf(id))), [errors]);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const lead = (event: MouseEvent, id: string) => {
    const field = document.getElementById(id);
    if (!field) return;
    // The address stays as it is: it belongs to the router.
    event.preventDefault();
    field.scrollIntoView({ block: 'center' });
    field.focus();
  };
  return (
    <section className="error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby={title}>
      <h2 className="h3" id={title}>
        {t('common.errors.title', { count: errors.length })}
      </h2>
      <ul>
        {errors.map((error, index) => (
          <li key={`${error.id} ${error.message}`}>
            <a href={`#${error.id}`} onClick={(event) => lead(event, error.id)}>
              {names[index] ? `${names[index]}: ${error.message}` : error.message}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
