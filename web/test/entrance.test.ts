import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, owner, startApp } from './app.ts';

describe.runIf(browserPath !== null)('the way in', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    page = await app.open({ as: false });
  });
  afterAll(async () => {
    await app?.stop();
  });

  const heading = (text: string) => page.getByRole('heading', { level: 1, name: text });

  it('opens the set-up page at the first start, in both schemes readable by everybody', async () => {
    await page.goto(app.url);
    await heading('Set up InfraAudit').waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    }
  });

  it('says at the field what is wrong with a password', async () => {
    await page.getByLabel('Organisation').fill(owner.organization);
    await page.getByLabel('Your name').fill(owner.name);
    await page.getByLabel('E-mail').fill(owner.email);
    const password = page.getByRole('textbox', { name: 'Password' });
    await password.fill('short');
    // The browser would refuse it too; the server has the last word.
    await page.locator('form').evaluate((form) => form.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: /Create owner/ }).click();
    await page.getByText('must have at least 12 characters').waitFor();
  });

  it('makes the owner and opens a dashboard that says what to do first', async () => {
    await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await page.getByRole('button', { name: /Create owner/ }).click();
    await heading('Dashboard').waitFor();
    await page.getByText('Connect the first account').waitFor();
    expect(await page.getByRole('link', { name: 'Connect account' }).getAttribute('href')).toBe(
      '/providers/connect',
    );
  });

  it('has no entry in the menu without a page', async () => {
    const entries = await page.locator('nav[aria-label="Main"] a').allInnerTexts();
    expect(entries.map((entry) => entry.trim())).toEqual([
      'Dashboard',
      'Cloud providers',
      'Resources',
      'Drift',
      'Compliance',
      'Alerts',
      'Recommendations',
      'Remediation',
      'Approvals',
      'Jobs',
      'Reports',
      'Audit log',
      'Settings',
    ]);
  });

  it('tells four kinds of empty apart', async () => {
    await page.goto(`${app.url}/resources`);
    await page.getByText('No account is connected').waitFor();
    await page.goto(`${app.url}/resources?q=nothing`);
    await page.getByText('No resource fits these filters').waitFor();
    await page.goto(`${app.url}/drifts`);
    await page.getByText('No account is connected').waitFor();
    await page.goto(`${app.url}/drift-rules`);
    await page.getByText('Nothing is ignored').waitFor();
  });

  it('signs out, refuses a wrong password, and returns to the page that was asked for', async () => {
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading('Sign in').waitFor();
    await page.goto(`${app.url}/jobs?page=1`);
    await heading('Sign in').waitFor();
    expect(new URL(page.url()).searchParams.get('return')).toBe('/jobs?page=1');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[class*="error"]').first().waitFor();
    expect(await heading('Sign in').count()).toBe(1);
    await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading('Jobs').waitFor();
    expect(new URL(page.url()).pathname).toBe('/jobs');
  });

  it('never returns to another site after signing in', async () => {
    const stranger = await app.open({ as: false });
    await stranger.goto(`${app.url}/sign-in?return=${encodeURIComponent('//evil.example/')}`);
    await stranger.getByLabel('E-mail').fill(owner.email);
    await stranger.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    expect(new URL(stranger.url()).origin).toBe(new URL(app.url).origin);
  });

  it('invites a colleague, who joins by the link and sees what a viewer may not do', async () => {
    await page.goto(`${app.url}/settings/team`);
    await page.getByRole('button', { name: 'Invite member' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('ben@northwind.example');
    await page.getByRole('button', { name: 'Make invitation' }).click();
    const link = await page.locator('[class*="secret"] span').first().innerText();
    expect(link).toContain('/invite/');
    await page.getByRole('button', { name: 'Done' }).click();

    const colleague = await app.open({ as: false });
    await colleague.goto(app.url + new URL(link).pathname);
    await colleague.getByRole('heading', { name: `Join ${owner.organization}` }).waitFor();
    await colleague.getByLabel('Your name').fill('Ben');
    await colleague.getByRole('textbox', { name: 'Password' }).fill('another long password');
    await colleague.getByRole('button', { name: /^Join/ }).click();
    await colleague.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    expect(await colleague.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
    await colleague.goto(`${app.url}/settings/team`);
    const invite = colleague.getByRole('button', { name: 'Invite member' });
    await invite.waitFor();
    expect(await invite.getAttribute('aria-disabled')).toBe('true');
    await invite.hover();
    await colleague.getByText('Your role (viewer) may not do this').waitFor();
    await colleague.goto(`${app.url}/providers/connect`);
    await colleague.getByText('Your role may not connect accounts').waitFor();
  });

  it('shows an API key once', async () => {
    await page.goto(`${app.url}/settings/api-keys`);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('deployment');
    await page.getByRole('button', { name: 'Make key' }).click();
    const key = await page.getByTestId('api-key').innerText();
    expect(key).toMatch(/^ia_live_/);
    const used = await fetch(`${app.url}/api/v1/status`, {
      headers: { authorization: `Bearer ${key.trim()}` },
    });
    expect(used.status).toBe(200);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('cell', { name: 'deployment' }).waitFor();
    expect(await page.content()).not.toContain(key.trim());
  });
});
