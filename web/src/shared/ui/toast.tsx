/** Short news that nobody has to answer, said aloud too. What needs an answer is a Notice or a Dialog. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { type Translate, useT } from '#web/shared/i18n.ts';
import { IconCheck, IconWarning, IconX } from './icons.tsx';

type ToastKind = 'good' | 'problem';
/** Said by a function, it follows when the language changes under it. */
type ToastText = string | ((t: Translate) => string);
type Toast = { key: number; text: ToastText; kind: ToastKind };
type Say = (text: ToastText, kind?: ToastKind) => void;

const SHOWN_MS = 7000;
const MOST = 3;
const ToastContext = createContext<Say>(() => undefined);

export const useToast = (): Say => useContext(ToastContext);

function ToastLine({ toast, onEnd }: { toast: Toast; onEnd: (key: number) => void }) {
  const t = useT();
  const [held, hold] = useState(false);
  const { key } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onEnd(key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, key, onEnd]);
  return (
    <li
      className={`toast toast--${toast.kind}`}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {toast.kind === 'good' ? <IconCheck /> : <IconWarning />}
      <span className="grow">{typeof toast.text === 'string' ? toast.text : toast.text(t)}</span>
      <button
        type="button"
        className="button button--quiet button--small button--icon"
        aria-label={t('common.close')}
        onClick={() => onEnd(key)}
      >
        <IconX />
      </button>
    </li>
  );
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(0);
  const say = useCallback<Say>((text, kind = 'good') => {
    next.current += 1;
    const toast = { key: next.current, text, kind };
    setToasts((shown) => [...shown, toast].slice(-MOST));
  }, []);
  const end = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), []);
  return (
    <ToastContext.Provider value={say}>
      {children}
      <div className="toasts" role="status">
        <ul>
          {toasts.map((toast) => (
            <ToastLine key={toast.key} toast={toast} onEnd={end} />
          ))}
        </ul>
      </div>
    </ToastContext.Provider>
  );
}
