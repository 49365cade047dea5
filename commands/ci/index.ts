import type { Command } from '../define.ts';
import { audit } from './audit.ts';
import { cancel } from './cancel.ts';
import { close } from './close.ts';
import { cost } from './cost.ts';
import { failures } from './failures.ts';
import { flaky } from './flaky.ts';
import { health } from './health.ts';
import { link, unlink } from './link.ts';
import { logs } from './logs.ts';
import { mute, unmute } from './mute.ts';
import { notify } from './notify.ts';
import { overview } from './overview.ts';
import { rerun } from './rerun.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { show } from './show.ts';
import { similar } from './similar.ts';
import { slow } from './slow.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Looking at builds and acting on them, in the order of `/ci help`. */
export const ci: Command = {
  name: '/ci',
  summary: 'Builds: what is red, what ran, who has it',
  bare: overview,
  subcommands: [
    status,
    failures,
    runs,
    show,
    logs,
    similar,
    flaky,
    rerun,
    cancel,
    close,
    run,
    link,
    unlink,
    audit,
    health,
    slow,
    cost,
    subscribe,
    unsubscribe,
    subscriptions,
    mute,
    unmute,
    notify,
  ],
};
