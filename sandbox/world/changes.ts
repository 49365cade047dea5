import { people } from './cast.ts';

/** A commit as someone at acme would make it. */
export type Change = { message: string; author: string; files: readonly string[] };

const { dana, quinn, omar, ines, tomas, priya } = people;

function change(author: { login: string }, message: string, ...files: readonly string[]): Change {
  return { message, author: author.login, files };
}

/** What is worked on in each repository when nothing goes wrong. */
export const changes: Readonly<Record<string, readonly [Change, ...Change[]]>> = {
  'acme/api': [
    change(dana, 'Return the order number from checkout', 'src/checkout.ts'),
    change(dana, 'Index orders by customer', 'migrations/0042_orders.sql', 'src/orders.ts'),
    change(ines, 'Refuse a cart with more than 200 lines', 'src/cart.ts', 'src/cart.test.ts'),
    change(ines, 'Name the missing field in a refusal', 'src/errors.ts'),
    change(tomas, 'Cache exchange rates for an hour', 'src/rates.ts'),
    change(tomas, 'Log slow queries with their plan', 'src/db.ts'),
    change(priya, 'Send the receipt after the payment settled', 'src/receipts.ts'),
    change(priya, 'Drop the old /v1/stock route', 'src/routes.ts', 'docs/api.md'),
    change(quinn, 'Test refunds of partly shipped orders', 'test/refunds.test.ts'),
    change(dana, 'Bump fastify from 5.6.0 to 5.6.1', 'package.json', 'package-lock.json'),
  ],
  'acme/web': [
    change(ines, 'Keep the cart open while scrolling', 'src/cart/drawer.js'),
    change(ines, 'Show delivery dates in the local zone', 'src/dates.js'),
    change(dana, 'Load product images when they come into view', 'src/product/gallery.js'),
    change(priya, 'Make the address form work with a keyboard', 'src/checkout/address.js'),
    change(priya, 'Say why a coupon does not apply', 'src/cart/coupon.js'),
    change(quinn, 'Cover the guest checkout end to end', 'tests/guest.spec.js'),
    change(quinn, 'Wait for the network in the cart test', 'tests/cart.spec.js'),
    change(tomas, 'Split the vendor bundle', 'vite.config.js'),
    change(tomas, 'Bump react from 19.2.0 to 19.2.1', 'package.json', 'package-lock.json'),
  ],
  'acme/infra': [
    change(omar, 'Give the order database two more cores', 'database.tf'),
    change(omar, 'Rotate the deploy keys', 'keys.tf'),
    change(omar, 'Alert when the disk of a node is 80 % full', 'alerts.tf'),
    change(tomas, 'Allow the staging cluster to pull from ghcr.io', 'network.tf'),
    change(omar, 'Keep backups for 35 days', 'backup.tf', 'backup.sh'),
  ],
  'acme/mobile': [
    change(priya, 'Refresh the session before it ends', 'src/session.ts'),
    change(priya, 'Remember the last search', 'src/search.ts'),
    change(ines, 'Show a placeholder while a photo loads', 'src/photo.tsx'),
    change(dana, 'Open order links in the app', 'src/links.ts', 'android/manifest.xml'),
    change(quinn, 'Test the offline queue', 'test/queue.test.mjs'),
    change(tomas, 'Bump expo from 54.0.8 to 54.0.9', 'package.json', 'package-lock.json'),
  ],
};
