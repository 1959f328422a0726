/** The folio: on its torn stub, or alone in a line; always copied whole. */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { IconCheck, IconCopy } from './icons.tsx';

const COPIED_MS = 2500;

/** Without the unit: SS/2026/000123 of DTI/SS/2026/000123. */
export const shortFolio = (folio: string): string => folio.split('/').slice(-3).join('/');

/** Clipboard of the page, else, over plain http where there is none, the old way. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

function CopyFolio({ folio }: { folio: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const button: RefObject<HTMLButtonElement | null> = useRef(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    setCopied(await copyText(folio));
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button--quiet button--small button--icon"
        aria-label={t('common.folio.copy')}
        title={t('common.folio.copy')}
        onClick={() => void copy()}
      >
        {copied ? <IconCheck /> : <IconCopy />}
      </button>
      <span role="status" className="visually-hidden">
        {copied ? t('common.folio.copied') : ''}
      </span>
    </>
  );
}

type FolioProps = { folio: string; short?: boolean; copy?: boolean };

export function Folio({ folio, short, copy }: FolioProps) {
  const text = <span className="folio">{short ? shortFolio(folio) : folio}</span>;
  return copy ? (
    <span className="folio-copy">
      {text}
      <CopyFolio folio={folio} />
    </span>
  ) : (
    text
  );
}

type StubProps = {
  folio: string;
  label?: string;
  note?: ReactNode;
  tone?: 'plain' | 'brand' | 'waiting';
  /** Large, as when a request has just been received. */
  large?: boolean;
  /** What the stub was torn from; without it, the stub alone, for a `.torn` frame of one's own. */
  children?: ReactNode;
};

export function Stub({ folio, label, note, tone = 'brand', large, children }: StubProps) {
  const t = useT();
  const cut = folio.lastIndexOf('/') + 1;
  const classes = ['stub', tone === 'brand' ? '' : `stub--${tone}`, large ? 'stub--large' : ''];
  const stub = (
    <div className={classes.filter(Boolean).join(' ')}>
      <span className="stub__label">{label ?? t('common.folio.label')}</span>
      <span className="stub__line folio-copy">
        <span className="folio">
          {cut > 0 ? <span className="stub__head">{folio.slice(0, cut)}</span> : null}
          <span className="stub__number">{folio.slice(cut)}</span>
        </span>
        <CopyFolio folio={folio} />
      </span>
      {note ? <span className="stub__note">{note}</span> : null}
    </div>
  );
  if (children === undefined) return stub;
  return (
    <div className={large ? 'torn torn--large' : 'torn'}>
      {stub}
      <div className="torn__body">{children}</div>
    </div>
  );
}
