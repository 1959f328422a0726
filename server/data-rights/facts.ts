/** What happens to requests about personal data, as the history has it. Never a word of them: those stand in their row. */
export const RIGHT_RECEIVED = 'data-right.received';
export const RIGHT_CORRECTION = 'data-right.correction-asked';
export const RIGHT_COMPLETED = 'data-right.completed';
export const RIGHT_EXTENDED = 'data-right.extended';
export const RIGHT_ANSWERED = 'data-right.answered';
export const RIGHT_EFFECTIVE = 'data-right.effective';
export const RIGHT_LAPSED = 'data-right.lapsed';

export const streamOf = (id: string): string => `data-right:${id}`;
