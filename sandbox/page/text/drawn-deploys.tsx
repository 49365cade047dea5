import type { ReactNode } from 'react';
import { stroke } from './stroke.ts';

const body = <rect x="3.5" y="9" width="13" height="9" rx="2" fill="#e0a93a" />;
const keyhole = <path {...stroke} stroke="#5a4312" d="M10 12.4v2.2" />;

/** The signs of deploys: locked, frozen, waiting for somebody, going back. */
export const deploySigns: Record<string, ReactNode> = {
  lock: (
    <>
      <path {...stroke} stroke="#8a93a0" d="M6.3 9V6.4a3.7 3.7 0 0 1 7.4 0V9" />
      {body}
      {keyhole}
    </>
  ),
  unlock: (
    <>
      <path {...stroke} stroke="#8a93a0" d="M6.3 9V5.4a3.7 3.7 0 0 1 7.2-1.2" />
      {body}
      {keyhole}
    </>
  ),
  raised_hand: (
    <path
      fill="#f0b73a"
      d="M4.6 10.6V5.4a1.2 1.2 0 0 1 2.4 0v3.4h.3V3.2a1.2 1.2 0 0 1 2.4 0v5.4h.3V2.6a1.2 1.2 0 0 1 2.4 0v6h.3V4.4a1.2 1.2 0 0 1 2.4 0v7l1.5-2c.9-1.2 2.5-.3 1.9 1l-2.2 4.6c-1 2.2-2.6 3.6-5.5 3.6-4 0-6.2-2.4-6.2-8z"
    />
  ),
  snowflake: (
    <path
      {...stroke}
      stroke="#4a9bd8"
      strokeWidth="1.7"
      d="M10 1.8v16.4M2.9 5.9l14.2 8.2m0-8.2L2.9 14.1M7.8 3.2 10 5l2.2-1.8M7.8 16.8 10 15l2.2 1.8"
    />
  ),
  rewind: (
    <>
      <rect x="1" y="1" width="18" height="18" rx="5" fill="#3d7ed0" />
      <path fill="#fff" d="M10 6v8l-5.2-4zm5.6 0v8l-5.2-4z" />
    </>
  ),
  hourglass_flowing_sand: (
    <>
      <path fill="#e9d9a8" d="M5 3h10c0 4-3.4 5-3.4 7s3.4 3 3.4 7H5c0-4 3.4-5 3.4-7S5 7 5 3z" />
      <path fill="#d79a2b" d="M7 15.6c1-1.5 2.2-1.6 3-2.8.8 1.2 2 1.3 3 2.8z" />
      <path {...stroke} stroke="#6f7a88" d="M4.4 2.4h11.2M4.4 17.6h11.2" />
    </>
  ),
  grey_question: (
    <path
      {...stroke}
      stroke="#8a93a0"
      strokeWidth="2.4"
      d="M6.4 6.6A3.6 3.6 0 1 1 11.6 10c-1 .6-1.6 1.2-1.6 2.6M10 16.6v.1"
    />
  ),
};
