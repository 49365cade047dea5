import { expect, test } from 'vitest';
import { webAddress } from '../../src/github/web-address.ts';

test.each([
  ['GitHub', 'https://api.github.com', 'https://github.com'],
  ['a GitHub Enterprise Server', 'https://github.acme.dev/api/v3', 'https://github.acme.dev'],
  ['one at a port', 'http://127.0.0.1:8443/api/v3', 'http://127.0.0.1:8443'],
  ['GitHub Enterprise Cloud at ghe.com', 'https://api.acme.ghe.com', 'https://acme.ghe.com'],
])('people look at %s where its pages are', (_what, api, web) => {
  expect(webAddress(api)).toBe(web);
});
