/** A token, key or password: it prints as `[secret]` wherever it turns up; `reveal` is for the one who uses it. */
export type Secret = {
  reveal(): string;
  toJSON(): string;
};

const shown = (): string => '[secret]';

/** Wraps a value so that no log, error or JSON can show it by accident. */
export function secret(value: string): Secret {
  return Object.freeze({
    reveal: () => value,
    toJSON: shown,
    toString: shown,
    [Symbol.for('nodejs.util.inspect.custom')]: shown,
  });
}
