import { type Answer, ok } from './answers.ts';
import type { Call } from './call.ts';

/** One page of a list (30 items unless asked), with GitHub's `Link` header; only those are rendered. */
export function pageOf<T>(
  call: Call,
  items: readonly T[],
  render: (item: T) => object,
  usual = 30,
) {
  const size = within(call.query.get('per_page'), usual, Math.max(usual, 100));
  const page = within(call.query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const shown = items.slice((page - 1) * size, page * size).map(render);
  const last = Math.max(1, Math.ceil(items.length / size));
  return { shown, headers: linkHeader(call, page, last) };
}

/** A bare array as a list. */
export function listed<T>(call: Call, items: readonly T[], render: (item: T) => object): Answer {
  const { shown, headers } = pageOf(call, items, render);
  return ok(shown, headers);
}

/** A list under a name, with the count of all of it. */
export function counted<T>(
  call: Call,
  name: string,
  items: readonly T[],
  render: (item: T) => object,
): Answer {
  const { shown, headers } = pageOf(call, items, render);
  return ok({ total_count: items.length, [name]: shown }, headers);
}

function linkHeader(call: Call, page: number, last: number): Record<string, string> {
  const to = (rel: string, number: number) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(number));
    return `<${call.box.url}${call.request.path}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [to('next', page + 1), to('last', last)] : []),
    ...(page > 1 ? [to('first', 1)] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

function within(text: string | null, usual: number, most: number): number {
  const number = Number(text ?? usual);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most) : usual;
}
