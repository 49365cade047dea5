import type { ReactNode } from 'react';
import { stroke } from './stroke.ts';

const line = { ...stroke, stroke: '#5a6a7e' };

const pips = ['6.4 6.4', '13.6 6.4', '10 10', '6.4 13.6', '13.6 13.6'];

/** The signs of reports, of the Home tab, and of what one asked for oneself. */
export const reportSigns: Record<string, ReactNode> = {
  game_die: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="4" fill="#f7f4ee" stroke="#b9b4aa" />
      {pips.map((at) => {
        const [cx, cy] = at.split(' ');
        return <circle key={at} cx={cx} cy={cy} r="1.6" fill="#d9483b" />;
      })}
    </>
  ),
  heavy_minus_sign: <path {...line} strokeWidth="3.4" d="M4 10h12" />,
  hourglass: (
    <>
      <path fill="#f3e9d2" d="M5 2.5h10v2.6L11.4 10l3.6 4.9v2.6H5v-2.6L8.6 10 5 5.1z" />
      <path fill="#e0a93a" d="M10 11.4 13.4 16v1.5H6.6V16z" />
      <path {...line} stroke="#8a6a2c" d="M4 2.3h12M4 17.7h12" />
    </>
  ),
  link: (
    <path
      {...line}
      d="M8.4 11.6a3.4 3.4 0 0 0 4.9 0l2.6-2.6a3.45 3.45 0 0 0-4.9-4.9l-1 1m1.6 3.3a3.4 3.4 0 0 0-4.9 0L4.1 11a3.45 3.45 0 0 0 4.9 4.9l1-1"
    />
  ),
  wave: (
    <g transform="rotate(-24 10 11)">
      <g fill="none" stroke="#f0b73a" strokeWidth="2.5" strokeLinecap="round">
        <path d="M6.9 10.5V4.6m2.7 5V3.2m2.7 6.4V4.1m2.6 6.4V6.7M6.6 13l-2.5-2.8" />
      </g>
      <path fill="#f0b73a" d="M5.7 9.5h10.4v3.4a5.2 5.2 0 0 1-9.9 2.2z" />
    </g>
  ),
  wrench: (
    <path
      fill="#7b8795"
      d="M12.9 1.9a5 5 0 0 0-4.7 6.7l-6 6a2.3 2.3 0 0 0 3.2 3.2l6-6a5 5 0 0 0 6.5-6.4l-3 3-2.7-.8-.8-2.7 3-3a5 5 0 0 0-1.5 0z"
    />
  ),
};
