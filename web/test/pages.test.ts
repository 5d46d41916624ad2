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

describe.runIf(browserPath !== null)('every page', () => {
  let app: App;
  let pages: { name: string; path: string }[];
  let hangUp: (() => void) | undefined;

  beforeAll(async () => {
    const seeded = await startSeededApp({ denied: ['s3:GetBucketPolicy'] });
    app = seeded;
    await seedJobPast(app);
    await seedCompliance(app);
    hangUp = await seedResponse(seeded);
    pages = await allPages(app);
  });
  afterAll(async () => {
    hangUp?.();
    await app?.stop();
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`can be read by everybody, ${scheme}`, async () => {
      const page = await app.open({ scheme });
      const found: string[] = [];
      for (const { name, path } of pages) {
        await visit(page, app, path);
        const { violations } = await axe(page, scheme).analyze();
        for (const violation of violations) {
          if (violation.impact !== 'serious' && violation.impact !== 'critical') continue;
          const where = violation.nodes
            .slice(0, 3)
            .map((node) => `${node.target.join(' ')} ${node.failureSummary}`);
          found.push(`${name}: ${violation.id}: ${where.join(' | ')}`);
        }
      }
      expect(found).toEqual([]);
    }, 300_000);
  }

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

  it('has one title, one heading and its place in the menu', async () => {
    const page = await app.open();
    const titles = new Set<string>();
    for (const { name, path } of pages) {
      await visit(page, app, path);
      titles.add(await page.title());
      expect(await page.title(), name).toMatch(/ · InfraAudit$/);
      expect(await page.locator('nav[aria-label="Main"] [aria-current="page"]').count(), name).toBe(1);
    }
    // The five tabs of the one resource share its name, the three of the one job, and the four of notifications.
    expect(titles.size, [...titles].join('\n')).toBe(pages.length - 9);
  }, 120_000);

  it('fits a small screen without scrolling sideways', async () => {
    const page = await app.open({ width: 390, height: 800 });
    const wide: string[] = [];
    for (const { name, path } of pages) {
      await visit(page, app, path);
      const main = page.locator('main');
      const { inside, outside } = await main.evaluate((element) => ({
        inside: element.scrollWidth,
        outside: element.clientWidth,
      }));
      if (inside > outside + 1) wide.push(`${name}: ${inside} in ${outside}`);
    }
    expect(wide).toEqual([]);
  }, 120_000);
});
