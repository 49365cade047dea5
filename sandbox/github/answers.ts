import { createHash } from 'node:crypto';

/** What a route answers, before headers that every answer has. */
export type Answer = {
  status: number;
  body?: unknown;
  /** Instead of a body: text that is not JSON. */
  text?: string;
  headers?: Record<string, string>;
};

const documentation = 'https://docs.github.com/rest';

export function ok(body: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, body, headers };
}

export function created(body: unknown = {}): Answer {
  return { status: 201, body };
}

export function accepted(): Answer {
  return { status: 202, body: {} };
}

export function noContent(): Answer {
  return { status: 204 };
}

/** A refusal in GitHub's form. */
export function refused(status: number, message: string, errors?: readonly object[]): Answer {
  const body = { message, ...(errors && { errors }), documentation_url: documentation };
  return { status, body: { ...body, status: String(status) } };
}

/** Look there instead. */
export function moved(location: string): Answer {
  return { status: 302, headers: { location } };
}

export function notFound(): Answer {
  return refused(404, 'Not Found');
}

/** A refusal from the middle of a route. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** The value, or 404 when there is none. */
export function found<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Refusal(notFound());
  return value;
}

/** The name of a body: equal for equal bodies. */
export function etagOf(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('hex')}"`;
}
