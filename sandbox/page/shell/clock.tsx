import { useEffect, useState } from 'react';
import { readClock, useNow, windClock } from '../client/use-now.ts';
import { clockTime, dayName } from '../text/dates.ts';

const steps = [
  { by: '15m', label: '15 min' },
  { by: '1h', label: '1 hour' },
  { by: 'morning', label: 'Next morning' },
];

/** Winds the demo's clock forward, for Slack, GitHub and Baton alike: what waits for a time comes due. */
export function Clock() {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  useEffect(() => void readClock(), []);
  const wind = async (by: string) => {
    setBusy(true);
    await windClock(by);
    setBusy(false);
  };
  return (
    <section className="clock" aria-labelledby="clock-title">
      <h2 id="clock-title">
        Wind the clock forward{' '}
        <time dateTime={new Date(now).toISOString()}>
          {dayName(now, Date.now())}, {clockTime(now)}
        </time>
      </h2>
      <div className="clock-steps">
        {steps.map(({ by, label }) => (
          <button
            key={by}
            type="button"
            className="chip"
            disabled={busy}
            onClick={() => void wind(by)}
          >
            {label}
          </button>
        ))}
      </div>
      <p className="side-note">Reminders, escalations and digests come when their time does.</p>
    </section>
  );
}
