import type { ReactNode } from 'react';
import { deploySigns } from './drawn-deploys.tsx';
import { reportSigns } from './drawn-reports.tsx';
import { stroke } from './stroke.ts';

const discs: Record<string, string> = {
  red_circle: '#d9483b',
  large_orange_circle: '#e58a2e',
  large_yellow_circle: '#e9bd3a',
  large_green_circle: '#37a15b',
  large_blue_circle: '#3d7ed0',
  large_purple_circle: '#8a63c9',
  white_circle: '#dfe1e4',
  black_circle: '#3a3e44',
};

const line = { ...stroke, stroke: '#fff' };

function tile(colour: string, mark: ReactNode): ReactNode {
  return (
    <>
      <rect x="1" y="1" width="18" height="18" rx="5" fill={colour} />
      {mark}
    </>
  );
}

const signs: Record<string, ReactNode> = {
  white_check_mark: tile('#37a15b', <path {...line} d="m5.5 10.4 3 3 6-6.6" />),
  x: <path {...line} stroke="#d9483b" strokeWidth="3.4" d="m4.5 4.5 11 11m0-11-11 11" />,
  heavy_check_mark: (
    <path {...line} stroke="#37a15b" strokeWidth="3" d="m3.5 10.8 4.3 4.3 8.7-10" />
  ),
  warning: (
    <>
      <path
        fill="#e9b430"
        d="M8.5 2.6a1.75 1.75 0 0 1 3 0l7 12.3a1.75 1.75 0 0 1-1.5 2.6H3a1.75 1.75 0 0 1-1.5-2.6z"
      />
      <path stroke="#3a2d08" strokeWidth="2" strokeLinecap="round" d="M10 7v4.4m0 2.9v.1" />
    </>
  ),
  no_entry: (
    <>
      <circle cx="10" cy="10" r="9" fill="#d9483b" />
      <rect x="4.5" y="8.4" width="11" height="3.2" rx="1.2" fill="#fff" />
    </>
  ),
  alarm_clock: (
    <>
      <path
        {...line}
        stroke="#b9433a"
        d="M5.4 16.2 4 18m10.6-1.8L16 18M2.6 5.6 5.4 3m12 2.6L14.6 3"
      />
      <circle cx="10" cy="10.6" r="6.6" fill="#f7f4ee" stroke="#d9483b" strokeWidth="2.2" />
      <path {...line} stroke="#3a3e44" strokeWidth="1.7" d="M10 6.9v3.9l2.5 1.6" />
    </>
  ),
  boom: (
    <>
      <path
        fill="#e8762d"
        d="m10 .8 2 4.3 4.2-2.2-1 4.6 4.3.9-3.6 2.9 2.6 3.8-4.6-.3L13.4 19 10 15.9 6.6 19l-.5-4.2-4.6.3 2.6-3.8L.5 8.4l4.3-.9-1-4.6L8 5.1z"
      />
      <path
        fill="#f7cf4d"
        d="m10 6 1.3 2.2 2.4-.7-.6 2.4 2 1.5-2.5.7.1 2.5L10 13.2l-2.7 1.4.1-2.5-2.5-.7 2-1.5-.6-2.4 2.4.7z"
      />
    </>
  ),
  eyes: (
    <>
      <ellipse cx="5.7" cy="10" rx="4" ry="6" fill="#fff" stroke="#9aa0a8" strokeWidth="1.1" />
      <ellipse cx="14.3" cy="10" rx="4" ry="6" fill="#fff" stroke="#9aa0a8" strokeWidth="1.1" />
      <circle cx="4.6" cy="11" r="2.2" fill="#2b2f35" />
      <circle cx="13.2" cy="11" r="2.2" fill="#2b2f35" />
    </>
  ),
  '+1': (
    <path
      fill="#f0b73a"
      d="M2.5 9h3v8h-3a.8.8 0 0 1-.8-.8V9.8a.8.8 0 0 1 .8-.8zm4 .1 3.2-6.6c1.7 0 2.5 1.1 2.2 2.6L11.4 8h4.8c1.2 0 2 1 1.8 2.1l-.9 5.2c-.2 1-1 1.7-2 1.7H6.5z"
    />
  ),
  heart: (
    <path
      fill="#d9483b"
      d="M10 17.4C4.6 13.6 1.6 10.7 1.6 7.2A4.4 4.4 0 0 1 10 5.2a4.4 4.4 0 0 1 8.4 2c0 3.5-3 6.4-8.4 10.2z"
    />
  ),
  loud_sound: (
    <>
      <path fill="#6f7a88" d="M2 7.6h3L9.4 4v12L5 12.4H2z" />
      <path {...line} stroke="#3d7ed0" d="M12 7.5a3.6 3.6 0 0 1 0 5m2.4-7.6a7.2 7.2 0 0 1 0 10.2" />
    </>
  ),
  mute: (
    <>
      <path fill="#6f7a88" d="M2 7.6h3L9.4 4v12L5 12.4H2z" />
      <path {...line} stroke="#d9483b" d="m12.4 7.6 4.8 4.8m0-4.8-4.8 4.8" />
    </>
  ),
  rocket: (
    <g transform="rotate(45 10 10)">
      <path fill="#d9483b" d="M6.4 10.5 3.6 15h3.6zm7.2 0 2.8 4.5h-3.6z" />
      <path
        fill="#d5dae1"
        d="M10 .4c2.6 2.4 3.8 5 3.8 8.2 0 2.4-.5 4.4-1.3 6.4h-5c-.8-2-1.3-4-1.3-6.4C6.2 5.4 7.4 2.8 10 .4z"
      />
      <circle cx="10" cy="7.6" r="1.9" fill="#3d7ed0" />
      <path fill="#f0a63c" d="M8.2 15.8h3.6L10 19.6z" />
    </g>
  ),
  tada: (
    <>
      <path fill="#f0b73a" d="m2 18 4.6-11.4 6.8 6.8z" />
      <path {...line} stroke="#d9483b" d="M10 6.4c1-1.4 1-2.8.2-4.2" />
      <path {...line} stroke="#3d7ed0" d="M13.6 10c1.6-1 3-1 4.4-.2" />
      <path {...line} stroke="#37a15b" d="M12.2 7.8 16 4" />
      <circle cx="15.2" cy="13.8" r="1.1" fill="#8a63c9" />
      <circle cx="6" cy="3.6" r="1.1" fill="#37a15b" />
    </>
  ),
  zzz: <path {...line} stroke="#4a7fd0" d="M2.5 11.5h5l-5 6h5M9.5 2.5h7l-7 8h7" />,
  information_source: tile('#3d7ed0', <path {...line} d="M10 9.3v5M10 5.7v.1" />),
  pause_button: tile('#5a6a7e', <path {...line} d="M7.6 6.5v7m4.8-7v7" />),
  arrows_counterclockwise: tile(
    '#3d7ed0',
    <path
      {...line}
      strokeWidth="1.7"
      d="M14.6 8.4a5 5 0 0 0-9-.9M5.4 5v2.7h2.7m-2.7 3.9a5 5 0 0 0 9 .9m.2 2.5v-2.7h-2.7"
    />,
  ),
  repeat: tile(
    '#3d7ed0',
    <path
      {...line}
      strokeWidth="1.7"
      d="m12.4 4.8 2 2-2 2M14 6.8H7.6a2.4 2.4 0 0 0-2.4 2.4m2.4 6-2-2 2-2m-1.6 2h6.4a2.4 2.4 0 0 0 2.4-2.4"
    />,
  ),
};

/** The signs of work on its way between teams. */
const handedOver: Record<string, ReactNode> = {
  inbox_tray: tile(
    '#3d7ed0',
    <path {...line} d="M10 4.5v6m-2.6-2.4L10 10.7l2.6-2.6M5 11v3.5h10V11" />,
  ),
  raised_hands: tile(
    '#e58a2e',
    <path {...line} strokeWidth="2.4" d="M6.3 14.5v-6m2.4 5V5.8m2.6 7.7V5.8m2.4 8.7v-6" />,
  ),
  no_entry_sign: (
    <g fill="none" stroke="#d9483b" strokeWidth="2.6">
      <circle cx="10" cy="10" r="7.4" />
      <path d="m5 5 10 10" />
    </g>
  ),
  leftwards_arrow_with_hook: tile(
    '#8a63c9',
    <path {...line} d="M8 6 4.8 9.2 8 12.4M5 9.2h6.4a3 3 0 0 1 0 6H9.5" />,
  ),
  arrow_right: tile('#5a6a7e', <path {...line} d="M5 10h9.6m-3.8-4 4 4-4 4" />),
  question: tile(
    '#e9a130',
    <path {...line} d="M7.6 7.6a2.5 2.5 0 1 1 3.4 2.3c-.7.3-1 .8-1 1.6m0 3v.1" />,
  ),
  speech_balloon: (
    <path
      fill="#8fa3bb"
      d="M3.5 3.5h13a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-4 3.6v-3.6H3.5a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2z"
    />
  ),
  pager: tile(
    '#3a3e44',
    <>
      <rect x="4" y="5" width="12" height="6" rx="1.4" fill="#a9d6b4" />
      <path {...line} d="M5.5 14.6h3m4 0h2" />
    </>,
  ),
  calendar: (
    <>
      <rect x="2" y="3.4" width="16" height="14.6" rx="3" fill="#f2f0eb" stroke="#b9b4aa" />
      <path fill="#d9483b" d="M2 6.4a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v1.8H2z" />
      <path {...line} stroke="#3a3e44" strokeWidth="1.8" d="M6 12h2m4 0h2m-8 3.2h2" />
    </>
  ),
  handshake: tile(
    '#c98a2b',
    <path {...line} d="m3.6 8.6 3.4-1.8 3 1.4 3-1.4 3.4 1.8m-9 2.6 3 3 4-3.6" />,
  ),
  arrow_down: tile('#3d7ed0', <path {...line} d="M10 5v10m-4-4 4 4 4-4" />),
  arrows_counterclockwise: tile(
    '#3d7ed0',
    <path
      {...line}
      d="M15 9a5 5 0 0 0-9-2.4M5.6 4.4v2.6h2.6M5 11a5 5 0 0 0 9 2.4m.4 2.2V13h-2.6"
    />,
  ),
  bell: (
    <g fill="#e9a130">
      <path d="M10 2.2a5.2 5.2 0 0 1 5.2 5.2v4l1.8 2.9H3l1.8-2.9v-4A5.2 5.2 0 0 1 10 2.2z" />
      <path d="M8 15.6h4a2 2 0 0 1-4 0z" />
    </g>
  ),
  rotating_light: (
    <g fill="#d9483b">
      <path d="M5.5 13.5V9.8a4.5 4.5 0 0 1 9 0v3.7zM4 15h12v2.5H4z" />
      <path d="M9.3 1h1.4v2.4H9.3zM2.6 3.9l1-1 1.7 1.7-1 1zm13.8-1 1 1-1.7 1.7-1-1z" />
    </g>
  ),
  page_facing_up: tile('#8fa3bb', <path {...line} d="M6.5 6h7M6.5 10h7m-7 4h4" />),
};

/** Every shortcode that is drawn. */
export const drawnNames = [
  ...Object.keys(discs),
  ...Object.keys(signs),
  ...Object.keys(handedOver),
  ...Object.keys(deploySigns),
  ...Object.keys(reportSigns),
];

/**
 * The signs that carry meaning in an alert, drawn rather than typed: they look the same on every
 * machine, also where no emoji font is installed. Undefined for all others.
 */
export function drawnEmoji(name: string): ReactNode | undefined {
  const disc = discs[name];
  if (disc) return <circle cx="10" cy="10" r="8.5" fill={disc} />;
  return signs[name] ?? handedOver[name] ?? deploySigns[name] ?? reportSigns[name];
}
