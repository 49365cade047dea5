import type { ReactNode } from 'react';

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

const stroke = {
  fill: 'none',
  stroke: '#fff',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

function tile(colour: string, mark: ReactNode): ReactNode {
  return (
    <>
      <rect x="1" y="1" width="18" height="18" rx="5" fill={colour} />
      {mark}
    </>
  );
}

const signs: Record<string, ReactNode> = {
  white_check_mark: tile('#37a15b', <path {...stroke} d="m5.5 10.4 3 3 6-6.6" />),
  x: <path {...stroke} stroke="#d9483b" strokeWidth="3.4" d="m4.5 4.5 11 11m0-11-11 11" />,
  heavy_check_mark: (
    <path {...stroke} stroke="#37a15b" strokeWidth="3" d="m3.5 10.8 4.3 4.3 8.7-10" />
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
  information_source: tile('#3d7ed0', <path {...stroke} d="M10 9.3v5M10 5.7v.1" />),
  pause_button: tile('#5a6a7e', <path {...stroke} d="M7.6 6.5v7m4.8-7v7" />),
  arrows_counterclockwise: tile(
    '#3d7ed0',
    <path
      {...stroke}
      strokeWidth="1.7"
      d="M14.6 8.4a5 5 0 0 0-9-.9M5.4 5v2.7h2.7m-2.7 3.9a5 5 0 0 0 9 .9m.2 2.5v-2.7h-2.7"
    />,
  ),
  repeat: tile(
    '#3d7ed0',
    <path
      {...stroke}
      strokeWidth="1.7"
      d="m12.4 4.8 2 2-2 2M14 6.8H7.6a2.4 2.4 0 0 0-2.4 2.4m2.4 6-2-2 2-2m-1.6 2h6.4a2.4 2.4 0 0 0 2.4-2.4"
    />,
  ),
};

/** Every shortcode that is drawn. */
export const drawnNames = [...Object.keys(discs), ...Object.keys(signs)];

/**
 * The signs that carry meaning in an alert, drawn rather than typed: they look the same on every
 * machine, also where no emoji font is installed. Undefined for all others.
 */
export function drawnEmoji(name: string): ReactNode | undefined {
  const disc = discs[name];
  if (disc) return <circle cx="10" cy="10" r="8.5" fill={disc} />;
  return signs[name];
}
