/** What was found, in one card: read as soon as it is there, by eyes and by ears. */
import { type ReactNode, useEffect, useRef } from 'react';

type Props = {
  verdict: 'valid' | 'altered' | 'unknown';
  /** What was looked at, where it has a name. */
  of?: string;
  title: string;
  text: string;
  children?: ReactNode;
};

export function Verdict({ verdict, of, title, text, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={`card card__body verdict verdict--${verdict}`}>
      {of === undefined ? null : <p className="verdict__of">{of}</p>}
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{text}</p>
      {children}
    </section>
  );
}

export function Lines({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="data">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
