/** Whether there is a keyboard that is always there: on a phone, a focused field covers half the page. */
export const byKeyboard = (): boolean => matchMedia('(hover: hover)').matches;
