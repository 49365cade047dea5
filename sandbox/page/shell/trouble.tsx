import { useState } from 'react';
import type { FaultRule } from '../../slack/wire.ts';
import { ask } from '../client/api.ts';

const troubles: { name: string; label: string; faults: FaultRule[] }[] = [
  { name: 'none', label: 'Healthy', faults: [] },
  { name: 'slow', label: 'Slow', faults: [{ kind: 'slow', ms: 2500 }] },
  {
    name: 'limited',
    label: 'Rate limited',
    faults: [{ kind: 'rate_limit', retryAfter: 3, rate: 0.5 }],
  },
  {
    name: 'dropping',
    label: 'Drops one in ten',
    faults: [
      { kind: 'drop_before', rate: 0.05 },
      { kind: 'drop_after', rate: 0.05 },
    ],
  },
];

/** How well Slack is today: Baton loses nothing and says nothing twice, whatever is chosen. */
export function Trouble() {
  const [chosen, setChosen] = useState('none');
  const choose = async (name: string, faults: FaultRule[]) => {
    const before = chosen;
    setChosen(name);
    const outcome = await ask('faults', { faults });
    if (!outcome.ok) setChosen(before);
  };
  return (
    <fieldset className="trouble">
      <legend>Slack is</legend>
      <div className="segments">
        {troubles.map(({ name, label, faults }) => (
          <label key={name}>
            <input
              type="radio"
              name="trouble"
              className="unseen"
              checked={chosen === name}
              onChange={() => void choose(name, faults)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <p className="side-note">
        Nothing gets lost and nothing is posted twice, whatever you choose.
      </p>
    </fieldset>
  );
}
