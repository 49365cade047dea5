import type { Box } from '../box.ts';
import type { Devices } from '../device.ts';
import type { Incoming, Outgoing } from '../http.ts';
import { type Html, html, page } from './html.ts';

/** Where a person types the code that an app gave them, as whom they are signed in. */
export function serveDevicePage(box: Box, devices: Devices, { query }: Incoming): Outgoing {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  const [code, login] = [query.get('code'), query.get('login')];
  const body =
    code && login ? decided(devices, { code, login, deny: query.has('deny') }) : form(box);
  return { status: 200, headers, body: page('Device Activation', body) };
}

function decided(
  devices: Devices,
  { code, login, deny }: { code: string; login: string; deny: boolean },
): Html {
  try {
    devices.decide(code.trim().toUpperCase(), login, { deny });
    return html`<h1>${deny ? 'Access denied' : 'Congratulations, you’re all set!'}</h1>`;
  } catch {
    return html`<h1>GitHub knows no code ${code}</h1><p>It may have run out.</p>`;
  }
}

function form(box: Box): Html {
  const people = [...box.accounts.values()].filter(({ type }) => type === 'User');
  const options = people.map(({ login }) => html`<option>${login}</option>`);
  return html`<h1>Device Activation</h1>
<form>
  <p><label>The code that you were shown <input name="code" required></label></p>
  <p><label>Signed in as <select name="login">${options}</select></label></p>
  <p><button>Authorize</button> <button name="deny" value="1">Cancel</button></p>
</form>`;
}
