import { useState } from 'react';
import type { FaultRule } from '../../slack/wire.ts';
import { ask } from '../client/api.ts';

type Weather = { name: string; label: string; faults: FaultRule[]; refuseCharts?: boolean };

const troubles: Weather[] = [
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
  { name: 'chartless', label: 'Without charts', faults: [], refuseCharts: true },
];

/** How well Slack is today: Baton loses nothing and says nothing twice, whatever is chosen. */
export function Trouble() {
  const [chosen, setChosen] = useState('none');
  const choose = async ({ name, faults, refuseCharts = false }: Weather) => {
    const before = chosen;
    setChosen(name);
    const outcome = await ask('faults', { faults, refuseCharts });
    if (!outcome.ok) setChosen(before);
  };
  return (
    <fieldset className="trouble">
      <legend>Slack is</legend>
      <div className="segments">
        {troubles.map((weather) => (
          <label key={weather.name}>
            <input
              type="radio"
              name="trouble"
              className="unseen"
              checked={chosen === weather.name}
              onChange={() => void choose(weather)}
            />
            <span>{weather.label}</span>
          </label>
        ))}
      </div>
      <p className="side-note">
        Nothing gets lost and nothing is posted twice, whatever you choose; without charts, the
        digest says the same in words.
      </p>
    </fieldset>
  );
}
