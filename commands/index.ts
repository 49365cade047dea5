import { ci } from './ci/index.ts';
import type { Command } from './define.ts';
import { deploy } from './deploy/index.ts';
import { digest } from './digest/index.ts';
import { handoff } from './handoff/index.ts';
import { oncall } from './oncall/index.ts';

/** All slash commands, in the order of help. manifest.yml declares the same. */
export const commands: readonly Command[] = [ci, oncall, deploy, digest, handoff];
