/** The frame of an act's dialog: checks by the contract, does it, keeps what was typed when it is refused. */
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type * as v from 'valibot';
import type { RequestView } from '#contract/requests.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { type Comeback, type ComebackWindow, comebackOf, dropComeback, leaveComeback } from './comeback.ts';
import type { Foreseen } from './foresee.ts';
import { useDeskAct } from './use-desk-act.ts';
import { TakenBack, Waits } from './waits.ts';

export type ActDialogProps = { view: RequestView; reference: string; open: boolean; onClose: () => void };

type Form<Values> = {
  schema: v.GenericSchema;
  start: Values;
  /** What is sent, of what was typed. */
  body: (values: Values) => Record<string, unknown>;
  /** What else does not fit, by its path, where the contract alone cannot say it. */
  check?: () => Record<string, string>;
  act: (values: Values, key: string) => Promise<RequestView | Waits>;
  onDone: () => void;
  /** Where the act waits: the window in which it is found again, and what else was given in it. */
  window?: ComebackWindow;
  more?: () => Pick<Comeback, 'answers' | 'attachments'>;
  foreseen?: Foreseen;
};

/** What was typed comes back where the act is taken back, or refused when its time comes. */
const keepTyped = (waits: Waits, requestId: string, typed: Omit<Comeback, 'wanted'>): void => {
  waits.ended.catch((error: unknown) => leaveComeback(requestId, { ...typed, wanted: error instanceof TakenBack }));
};

export function useActForm<Values extends Record<string, string>>(
  { view, reference }: Pick<ActDialogProps, 'view' | 'reference'>,
  form: Form<Values>,
) {
  const t = useT();
  const [values, setValues] = useState<Values>(() => ({
    ...form.start,
    ...(form.window === undefined ? {} : comebackOf(view.id, form.window)?.values),
  }));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const key = useRef(newKey());
  const foreseen = form.foreseen === undefined ? undefined : { id: view.id as string, as: form.foreseen };
  const doing = useDeskAct(reference, (given: Values) => form.act(given, key.current), foreseen);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (doing.isPending) return;
    const wrong = { ...faultsOf(t, form.schema, form.body(values)), ...form.check?.() };
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return standAtFault(event.currentTarget);
    doing.mutate(values, {
      onSuccess: (answer) => {
        key.current = newKey();
        setValues(form.start);
        dropComeback(view.id);
        if (answer instanceof Waits && form.window !== undefined)
          keepTyped(answer, view.id, { window: form.window, values, ...form.more?.() });
        form.onDone();
      },
      onError: (error) => setFaults(fieldErrors(t, error)),
    });
  };
  return {
    values,
    faults,
    set: (patch: Partial<Values>) => setValues((before) => ({ ...before, ...patch })),
    submit,
    busy: doing.isPending,
    error: doing.error,
    typed: Object.values(values).some((value, index) => value !== Object.values(form.start)[index]),
  };
}

type FrameProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  submit: string;
  danger?: boolean;
  form: { submit: (event: FormEvent<HTMLFormElement>) => void; busy: boolean; error: unknown; typed: boolean };
  children: ReactNode;
};

export function ActDialog({ open, onClose, title, submit, danger = false, form, children }: FrameProps) {
  const t = useT();
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      confirmLoss={form.typed}
      footer={
        <>
          <Button onClick={onClose}>{t('requests.dialog.back')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={id} busy={form.busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} className="rq-form" onSubmit={form.submit} noValidate>
        {form.error ? (
          <Notice kind="problem" role="alert">
            {actText(t, form.error)}
          </Notice>
        ) : null}
        {children}
      </form>
    </Dialog>
  );
}
