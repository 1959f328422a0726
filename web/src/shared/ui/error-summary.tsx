/** What is missing in a form, said once and together: it takes the focus, and each line leads to its field. */
import { type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';

/** `name`: what to call the field where its label is not that. */
type Failure = { id: string; message: string; name?: string };
type Props = { errors: Failure[] };

/** What the page calls the field: "Falta este dato." five times over says nothing without it. */
function nameOf(id: string): string {
  const label =
    document.querySelector(`.field > label[for="${CSS.escape(id)}"]`) ??
    document.getElementById(id)?.closest('fieldset')?.querySelector('legend');
  return label?.firstChild?.textContent ?? '';
}

/** As the eye meets the fields, not as the contract lists them. */
function inOrder(errors: readonly Failure[]): Failure[] {
  const [place, after] = [(id: string) => document.getElementById(id), Node.DOCUMENT_POSITION_FOLLOWING];
  return [...errors].sort((a, b) => {
    const [one, other] = [place(a.id), place(b.id)];
    if (!one || !other || one === other) return 0;
    return one.compareDocumentPosition(other) & after ? -1 : 1;
  });
}

export function ErrorSummary({ errors }: Props) {
  const t = useT();
  const title = useId();
  const box = useRef<HTMLElement>(null);
  const [lines, setLines] = useState<readonly Failure[]>(errors);
  // The fields stand below and are drawn by now.
  useLayoutEffect(
    () => setLines(inOrder(errors).map(({ id, message, name }) => ({ id, message, name: name ?? nameOf(id) }))),
    [errors],
  );
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
        {lines.map((error) => (
          <li key={`${error.id} ${error.message}`}>
            <a href={`#${error.id}`} onClick={(event) => lead(event, error.id)}>
              {error.name ? `${error.name}: ${error.message}` : error.message}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
