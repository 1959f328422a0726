/** Of the control of a question: where a summary of errors leads. */
export const answerId = (prefix: string, key: string): string => `${prefix}-${key}`;
