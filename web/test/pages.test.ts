import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  allPages,
  browserPath,
  seedCompliance,
  seedResponse,
  startSeededApp,
  visit,
} from './app.ts';
import { seedJobPast } from './job-history.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The dark pages are the same pages in other colours, so only what depends on colour is asked again. */
function axe(page: Page, scheme: 'light' | 'dark'): AxeBuilder {
  const builder = new AxeBuilder({ page });
  return scheme === 'light'
    ? builder.withTags(wcag)
    : builder.withRules(['color-contrast', 'link-in-text-block']);
}

/** What one visit shows: in light, then dark, then on a small screen. */
type Seen = {
  name: string;
  title: string;
  places: number;
  light: string[];
  dark: string[];
  inside: number;
  outside: number;
};

async function violationsOf(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const { violations } = await axe(page, scheme).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const where = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary}`);
      return `${id}: ${where.join(' | ')}`;
    });
}

/** The page has drawn itself again after its colours or its size changed. */
const drawnAgain = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

async function look(page: Page, app: App, { name, path }: { name: string; path: string }): Promise<Seen> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await visit(page, app, path);
  const title = await page.title();
  const places = await page.locator('nav[aria-label="Main"] [aria-current="page"]').count();
  const light = await violationsOf(page, 'light');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await drawnAgain(page);
  const dark = await violationsOf(page, 'dark');
  await page.setViewportSize({ width: 390, height: 800 });
  await drawnAgain(page);
  const sizes = await page.locator('main').evaluate((element) => ({
    inside: element.scrollWidth,
    outside: element.clientWidth,
  }));
  return { name, title, places, light, dark, ...sizes };
}

describe.runIf(browserPath !== null)('every page', () => {
  let app: App;
  const seen: Seen[] = [];
  let hangUp: (() => void) | undefined;

  beforeAll(async () => {
    const seeded = await startSeededApp({ denied: ['s3:GetBucketPolicy'] });
    app = seeded;
    await seedJobPast(app);
    await seedCompliance(app);
    hangUp = await seedResponse(seeded);
    const page = await app.open();
    for (const place of await allPages(app)) seen.push(await look(page, app, place));
    await page.close();
  }, 900_000);
  afterAll(async () => {
    hangUp?.();
    await app?.stop();
  });

  it('can be read by everybody, light', () => {
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.flatMap(({ name, light }) => light.map((found) => `${name}: ${found}`))).toEqual([]);
  });

  it('can be read by everybody, dark', () => {
    expect(seen.flatMap(({ name, dark }) => dark.map((found) => `${name}: ${found}`))).toEqual([]);
  });

  it('needs at most 350 kB of compressed script to show the first page', async () => {
    const page = await app.open();
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return;
      scripts.push(
        response
          .finished()
          .then(() => response.request().sizes())
          .then((sizes) => sizes.responseBodySize),
      );
    });
    await visit(page, app, '/');
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    process.stdout.write(
      `first page: ${scripts.length} scripts, ${Math.round(bytes / 1000)} kB compressed\n`,
    );
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(350_000);
  });

  it('has one title, one heading and its place in the menu', () => {
    const titles = new Set(seen.map(({ title }) => title));
    for (const { name, title, places } of seen) {
      expect(title, name).toMatch(/ · InfraAudit$/);
      expect(places, name).toBe(1);
    }
    // The five tabs of the one resource share its name, the three of the one job, and the four of notifications.
    expect(titles.size, [...titles].join('\n')).toBe(seen.length - 9);
  });

  it('fits a small screen without scrolling sideways', () => {
    const wide = seen.filter(({ inside, outside }) => inside > outside + 1);
    expect(wide.map(({ name, inside, outside }) => `${name}: ${inside} in ${outside}`)).toEqual([]);
  });
});
