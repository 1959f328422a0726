/** Which words stand for what the server names by key. */
import type { PayrollOutcome, PayrollView } from '#contract/payroll.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const PAYROLL_STATE_WORDS: Record<PayrollView['state'], MessageKey> = {
  looked: 'payrolls.state.looked',
  running: 'payrolls.state.running',
  stopped: 'payrolls.state.stopped',
  done: 'payrolls.state.done',
};

export const PAYROLL_OUTCOME_WORDS: Record<PayrollOutcome, MessageKey> = {
  change: 'payrolls.outcome.change',
  same: 'payrolls.outcome.same',
  unknown: 'payrolls.outcome.unknown',
  fault: 'payrolls.outcome.fault',
  done: 'payrolls.outcome.done',
};
