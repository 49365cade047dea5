import { z } from 'zod';

import type { CheckFact } from '../../core/facts.ts';
import { id, maybe, repository, text } from '../shapes.ts';

const app = maybe(z.object({ slug: maybe(text) }));

const delivery = z.object({
  check_run: z.object({
    id,
    app,
    check_suite: maybe(z.object({ app })),
    output: maybe(z.object({ annotations_count: maybe(id) })),
  }),
  repository,
});

/** `check_run`: null unless GitHub Actions made it. Throws a ZodError where the essentials are missing. */
export function checkDelivery(body: unknown): CheckFact | null {
  const { check_run: check, repository: of } = delivery.parse(body);
  const madeBy = check.app?.slug ?? check.check_suite?.app?.slug;
  if (madeBy !== 'github-actions') return null;
  return {
    kind: 'check',
    repository: of,
    jobId: check.id,
    annotations: check.output?.annotations_count ?? 0,
  };
}
