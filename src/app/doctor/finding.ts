/** One thing that the doctor looked at: what stands there, or what is wrong and how to mend it. */
export type Finding = { what: string; state: 'ok' | 'warn' | 'fail'; says: string; mend?: string };
