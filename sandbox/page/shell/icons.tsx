import type { ReactNode } from 'react';

const paths = {
  bolt: <path d="M9 1.8 3.2 9.2H8l-1 5 5.8-7.4H8z" />,
  check: <path d="m3 8.6 3.3 3.2L13 4.6" />,
  chevron: <path d="m4 6 4 4 4-4" />,
  close: <path d="m4 4 8 8m0-8-8 8" />,
  dots: <path d="M3.4 8h.01M8 8h.01M12.6 8h.01" strokeWidth="2.4" />,
  down: <path d="M8 3v10m-4-4 4 4 4-4" />,
  eye: (
    <>
      <path d="M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8Z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  file: <path d="M4 1.8h5l3.2 3.2v9.2H4zM8.8 2v3.2H12" />,
  hash: <path d="M6.3 2.5 5 13.5m6-11-1.3 11M2.8 5.8h10.9M2.3 10.2h10.9" />,
  home: <path d="M2.5 7.2 8 2.5l5.5 4.7v6.3h-3.7V9.7H6.2v3.8H2.5z" />,
  left: <path d="M10 3.5 5.5 8l4.5 4.5" />,
  lock: <path d="M4 7.2h8v6.3H4zM5.6 7V5a2.4 2.4 0 0 1 4.8 0v2" />,
  menu: <path d="M2.5 4.2h11m-11 3.8h11m-11 3.8h11" />,
  moon: <path d="M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9Z" />,
  plus: <path d="M8 3v10M3 8h10" />,
  reply: <path d="M2 3.2h12v8H7.6L4.4 14v-2.8H2z" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.4 3.4" />
    </>
  ),
  send: <path d="M2.2 8 13.8 2.6 9.6 13.6 7.4 8.8zm5.2.8 2.4-2.3" />,
  smile: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5.5 9.4a3 3 0 0 0 5 0M6 6.2v.1m4-.1v.1" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.4v1.4m0 10.4v1.4M1.4 8h1.4m10.4 0h1.4M3.3 3.3l1 1m7.4 7.4 1 1m0-9.4-1 1m-7.4 7.4-1 1" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** A small line drawing; always beside words or a label, so hidden from screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}
