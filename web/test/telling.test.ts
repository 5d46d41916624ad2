import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, owner, startApp, visit } from './app.ts';

type Received = { path: string; headers: Record<string, string>; body: string };

describe.runIf(browserPath !== null)('telling others, in the browser', () => {
  let app: App;
  let page: Page;
  let receiver: Server;
  let address: string;
  let answer = 200;
  const received: Received[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({
          path: request.url ?? '',
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(chunks).toString('utf8'),
        });
        response.statusCode = answer;
        response.end('seen');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    app = await startApp();
    await app.call('POST', '/setup', { ...owner, time_zone: 'Europe/Berlin' });
    page = await app.open();
  });
  afterAll(async () => {
    await app?.stop();
    await new Promise((resolve) => receiver.close(resolve));
  });

  const dialog = () => page.getByRole('dialog');
  const raise = (title: string, severity = 'high') =>
    app.call<{ id: number }>('POST', '/alerts', { title, type: 'security', severity, description: '' });

  it('a webhook is made, shows its secret once, and what it sends is proven by it', async () => {
    await visit(page, app, '/settings/webhooks');
    await page.getByText('No other system hears of events').waitFor();
    await page.getByRole('button', { name: 'New webhook' }).click();
    await dialog().getByRole('button', { name: 'Create webhook' }).click();
    await dialog().getByText('Name what receives it.').waitFor();
    await dialog().getByText('Give an address that begins with https://.').waitFor();
    await dialog().getByText('Choose at least one event.').waitFor();
    await dialog().getByRole('textbox', { name: 'Name' }).fill('incident desk');
    await dialog().getByRole('textbox', { name: 'Address' }).fill(`${address}/hook`);
    await dialog().getByRole('checkbox', { name: 'alert.created' }).check();
    await dialog().getByRole('button', { name: 'Create webhook' }).click();
    const secret = await dialog().getByTestId('webhook-secret').innerText();
    expect(secret).toMatch(/^whsec_/);
    await dialog().getByRole('button', { name: 'Copy snippet' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('standardwebhooks');
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('heading', { name: 'incident desk' }).waitFor();
    await raise('the first one');
    await page.getByRole('link', { name: 'alert.created' }).first().waitFor({ timeout: 60_000 });
    await page.getByText('Arrived').first().waitFor();
    const message = received.find(({ headers }) => headers['x-infraaudit-event'] === 'alert.created');
    expect(new Webhook(secret.trim()).verify(message?.body ?? '', message?.headers ?? {})).toMatchObject({
      event: 'alert.created',
    });
    expect(await page.content()).not.toContain(secret.trim());
  }, 120_000);

  it('a delivery shows what was sent and answered, and is sent again by hand', async () => {
    answer = 500;
    const before = received.length;
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('heading', { name: 'ping' }).waitFor();
    await page.getByText(/^Answer: 500 after/).waitFor({ timeout: 60_000 });
    await page.getByText('seen').first().waitFor();
    answer = 200;
    await page.getByRole('link', { name: '← Webhook' }).click();
    await page.getByRole('link', { name: 'alert.created' }).first().click();
    await page.getByRole('heading', { name: 'alert.created' }).waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByRole('heading', { name: 'Attempt 2' }).waitFor({ timeout: 60_000 });
    expect(received.length).toBeGreaterThan(before + 1);
  }, 120_000);

  it('a webhook gets another secret, rests, and is deleted', async () => {
    await page.getByRole('link', { name: '← Webhook' }).click();
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    await dialog().getByRole('button', { name: 'Make a new secret' }).click();
    await dialog()
      .getByText(/The former secret signs too until/)
      .waitFor();
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await dialog().getByRole('button', { name: 'Disable webhook' }).click();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Disable' }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByText('No other system hears of events').waitFor();
  });

  it('a channel is added by its kind, tried, and its secret never shown again', async () => {
    await visit(page, app, '/settings/notifications');
    await page.getByText('Nobody is told of anything').waitFor();
    await page.getByRole('button', { name: 'Add channel' }).click();
    await dialog()
      .getByRole('button', { name: /JSON over HTTP/ })
      .click();
    await dialog().getByRole('textbox', { name: 'Name' }).fill('chat');
    await dialog().getByRole('button', { name: 'Add channel' }).click();
    await dialog().getByText('give the address to post to').waitFor();
    await dialog().getByLabel('Webhook address').fill(`${address}/secret-path`);
    await dialog().getByRole('button', { name: 'Add channel' }).click();
    const card = page.getByRole('article', { name: 'chat' });
    await card.getByRole('button', { name: 'Send a test' }).click();
    await card.getByText(/The test went out/).waitFor();
    answer = 404;
    await card.getByRole('button', { name: 'Send a test' }).click();
    await card.getByText(/The test did not arrive/).waitFor();
    answer = 200;
    expect(await page.content()).not.toContain('secret-path');
    await card.getByRole('button', { name: 'Change' }).click();
    await dialog()
      .getByText(/Set, and never shown again/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  }, 120_000);

  it('a rule says what it would have sent before it is saved, and then sends it', async () => {
    await raise('an old one', 'critical');
    await visit(page, app, '/settings/notifications?tab=rules');
    await page.getByRole('button', { name: 'New rule' }).click();
    await dialog().getByRole('button', { name: 'Add rule' }).click();
    await dialog().getByText('Name what it is for.').waitFor();
    await dialog().getByRole('textbox', { name: 'Name' }).fill('critical to chat');
    await dialog().getByLabel('Severity').first().click();
    await page.getByRole('option', { name: 'Critical', exact: true }).click();
    await dialog()
      .getByText(/It would have sent 1 message/)
      .waitFor({ timeout: 60_000 });
    await dialog().getByText('an old one').waitFor();
    await dialog().getByRole('button', { name: 'Add rule' }).click();
    await page.getByRole('table', { name: 'Routing rules' }).getByText('critical to chat').waitFor();
    const before = received.length;
    await raise('a new one', 'critical');
    await expect.poll(() => received.length, { timeout: 60_000 }).toBeGreaterThan(before);
    await page.getByRole('link', { name: 'History' }).click();
    const row = page.getByRole('row', { name: /a new one/ });
    await row.getByText('Sent').waitFor({ timeout: 60_000 });
    await row.getByText('critical to chat').waitFor();
  }, 120_000);

  it('everybody chooses what they are told by mail', async () => {
    await visit(page, app, '/settings/notifications?tab=mine');
    await page.getByText(/No mail is sent from here/).waitFor();
    await page.getByLabel('When').first().click();
    await page.getByRole('option', { name: /except in quiet hours/ }).click();
    await page.getByLabel('Quiet from').fill('21:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('Quiet from').inputValue()).toBe('21:30');
  });

  it.each(['light', 'dark'] as const)(
    'can be read by everybody, %s',
    async (scheme) => {
      const window = await app.open({ scheme });
      for (const path of [
        '/settings/notifications',
        '/settings/notifications?tab=rules',
        '/settings/notifications?tab=mine',
        '/settings/notifications?tab=history',
        '/settings/webhooks',
      ]) {
        await visit(window, app, path);
        const { violations } = await new AxeBuilder({ page: window }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.target}`)).toEqual([]);
      }
    },
    60_000,
  );
});
