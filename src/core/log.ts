/** What Baton needs of a logger: pino's own order, fields first. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Whether anybody reads that level; without it, all are read. */
  isLevelEnabled?(level: 'debug'): boolean;
};
