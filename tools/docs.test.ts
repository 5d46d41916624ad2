import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Command } from '../cli/src/command.ts';
import { globalOptions } from '../cli/src/global-options.ts';
import { groups, singles } from '../cli/src/groups.ts';
import { noiseRules } from '../server/src/domain/assess/drift/noise-rules.ts';
import { severityRules } from '../server/src/domain/assess/drift/severity-rules.ts';
import { variables } from '../server/src/platform/config/variables.ts';
import { awsCollectors } from '../server/src/plugins/providers/aws/collectors.generated.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const leftOut = new Set([
  'node_modules',
  '.git',
  'dist',
  '.data',
  'coverage',
  '.venv',
  '.moto',
  '.tools-cache',
]);

type Page = { path: string; text: string };
const pages: Page[] = markdownIn(root).map((path) => ({
  path: relative(root, path).split(sep).join('/'),
  text: readFileSync(path, 'utf8'),
}));
const pageAt = (path: string): Page => {
  const page = pages.find((candidate) => candidate.path === path);
  if (page === undefined) throw new Error(`there is no ${path}`);
  return page;
};

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : markdownIn(join(folder, entry.name));
    return entry.name.endsWith('.md') ? [join(folder, entry.name)] : [];
  });
}

/** Every file below a folder, from the root of the repository. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : sourcesIn(join(folder, entry.name));
    return [relative(root, join(folder, entry.name)).split(sep).join('/')];
  });
}

/** The anchor that a heading gets. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

const anchorsOf = ({ text }: Page): Set<string> =>
  new Set([...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? '')));

const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '');

/** Lines of code blocks and pieces of inline code, with line continuations joined. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```[a-z]*\n(.*?)^```/gms)].flatMap(([, block = '']) =>
    block.replaceAll(/\\\n\s*/g, ' ').split('\n'),
  );
  const inline = [...withoutCode(text).matchAll(/`([^`\n]+)`/g)].map(([, piece = '']) => piece);
  return [...blocks, ...inline].map((line) => line.trim().replace(/^\$ /, ''));
}

const allCommands = new Map<string, Command>();
for (const group of groups) {
  for (const command of await group.load()) {
    for (const noun of [group.name, ...(group.aliases ?? [])]) {
      for (const name of [command.name, ...command.aliases]) allCommands.set(`${noun} ${name}`, command);
    }
  }
}
for (const single of singles) allCommands.set(single.name, (await single.load()).command);
const groupNames = new Set([
  ...groups.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
  ...singles.map(({ name }) => name),
]);
const globalFlags = globalOptions().flatMap(({ long, short }) => [long, short]);

/** What is wrong with a command line of `infraudit`; undefined when it would be understood. */
function commandProblem(line: string): string | undefined {
  const words =
    line
      .split(/\s+(?:[|<>]|&&)/)[0]
      ?.split(/\s+/)
      .slice(1) ?? [];
  const [noun] = words;
  if (noun === undefined || /^[<…-]/.test(noun)) return undefined;
  if (!groupNames.has(noun)) return `${noun} is no command`;
  const known = [3, 2, 1]
    .map((length) => words.slice(0, length).join(' '))
    .find((name) => allCommands.has(name));
  if (known === undefined)
    return words.length === 1 || /^[<…]/.test(words[1] ?? '')
      ? undefined
      : `${words.slice(0, 2).join(' ')} is no command`;
  const options = Object.values(allCommands.get(known)?.options ?? {}).flatMap(({ flags }) =>
    flags.split(/[ ,]+/),
  );
  const flags = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0] ?? word);
  const unknown = flags.find((flag) => ![...options, ...globalFlags, '--help', '-h'].includes(flag));
  return unknown === undefined ? undefined : `${known} does not know ${unknown}`;
}

describe('every page', () => {
  it('has only links that lead somewhere', () => {
    const broken = pages.flatMap((page) =>
      [...withoutCode(page.text).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^[a-z]+:/.test(link)) return [];
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page.path : join(dirname(page.path), path).split(sep).join('/');
        if (!existsSync(join(root, target))) return [`${page.path}: ${link}`];
        if (anchor === undefined || !target.endsWith('.md')) return [];
        return anchorsOf(pageAt(target)).has(anchor) ? [] : [`${page.path}: ${link} (no such heading)`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('shows only npm commands that exist, with options that they take', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const sources: Record<string, string> = { demo: 'tools/demo/demo.ts', start: 'server/src/main/serve.ts' };
    const wrong = pages.flatMap(({ path, text }) =>
      codeOf(text).flatMap((line) => {
        const [, run, bare, rest = ''] = /^npm (?:run ([\w:]+)|(start|test))\b(.*)$/.exec(line) ?? [];
        const name = run ?? bare;
        if (name === undefined) return [];
        if (scripts[name] === undefined) return [`${path}: ${line}`];
        const source = sources[name];
        if (source === undefined) return [];
        const program = readFileSync(join(root, source), 'utf8');
        const unknown = [...rest.matchAll(/ --([a-z-]{2,})/g)].find(
          ([, flag]) => !program.includes(`--${flag}`),
        );
        return unknown === undefined ? [] : [`${path}: ${line} (${unknown[0].trim()})`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('shows only infraudit commands that exist, with options that they take', () => {
    const wrong = pages.flatMap(({ path, text }) =>
      codeOf(text)
        .map((line) => line.replace(/^npx /, ''))
        .filter((line) => /^infraudit( |$)/.test(line))
        .flatMap((line) => {
          const problem = commandProblem(line);
          return problem === undefined ? [] : [`${path}: ${line} (${problem})`];
        }),
    );
    expect(wrong).toEqual([]);
  });

  it('names only variables that exist', () => {
    const ofOthers =
      /^(AWS|NODE|PG)_|^(NO_COLOR|(INFRAUDIT_)?WEBHOOK_SECRET|INFRAUDIT_(TOKEN|SERVER_URL|OUTPUT))$/;
    const wrong = pages.flatMap(({ path, text }) =>
      codeOf(text)
        .flatMap((line) => [...line.matchAll(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g)].map(([name]) => name))
        .filter((name) =>
          /^(INFRAUDIT|JOB|DB|OIDC|SUPABASE|SERVER|LOG|METRICS|RATE)_|_(URL|KEY|SECRET|DAYS)$/.test(name),
        )
        .filter((name) => !(name in variables) && !ofOthers.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('holds no path of somebody’s machine', () => {
    const machine = /(?<![\w.~])\/(home|root|Users|work|tmp|var\/folders)\//;
    const found = pages.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line) => (machine.test(line) ? [`${path}: ${line}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

describe('the README', () => {
  it('sets up with exactly two commands', () => {
    const [, block] = /## Try it\n.*?```sh\n(.*?)```/s.exec(pageAt('README.md').text) ?? [];
    expect(block?.trim().split('\n')).toEqual(['npm run demo', 'npm test']);
  });

  it('links to every guide and every page of the reference', () => {
    const { text } = pageAt('README.md');
    const missing = pages
      .map(({ path }) => path)
      .filter((path) => /^docs\/(guides|reference)\//.test(path) && !text.includes(`](${path})`));
    expect(missing).toEqual([]);
  });
});

describe('numbers in the documentation', () => {
  it('are those of the code', () => {
    expect(pageAt('README.md').text).toContain(`[${awsCollectors.length} types of resources]`);
    const changes = pageAt('CHANGELOG.md').text;
    expect(changes).toContain(`Inventory of ${awsCollectors.length} resource types`);
    expect(changes).toContain(`${noiseRules.length} noise rules, ${severityRules.length} severity rules`);
  });
});

describe('the README of a module', () => {
  const server = join(root, 'server/src');
  const modules = [
    'domain/govern',
    'domain/observe',
    'domain/assess',
    'domain/respond',
    'domain/inform',
    'platform',
  ].flatMap((floor) =>
    readdirSync(join(server, floor), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `server/src/${floor}/${entry.name}`),
  );

  it('is there for each of them', () => {
    expect(modules.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
  });

  it('names only files that exist', () => {
    const files = sourcesIn(root);
    const missing = pages
      .filter(({ path }) => /^(server|web|cli|sandbox|api-client)\/.*README\.md$/.test(path))
      .flatMap(({ path, text }) => {
        const folder = `${dirname(path)}/`;
        return [...withoutCode(text).matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|tsx|mjs|sql))`/g)]
          .map(([, name = '']) => name)
          .filter((name) => !/NNNN|^\*/.test(name))
          .filter(
            (name) =>
              !files.some(
                (file) => `/${file}`.endsWith(`/${name}`) && (name.includes('/') || file.startsWith(folder)),
              ),
          )
          .map((name) => `${path}: ${name}`);
      });
    expect(missing).toEqual([]);
  });

  it('says which tables it owns, so that each table has one owner', () => {
    const migrations = join(root, 'server/migrations');
    const sql = readdirSync(migrations).map((file) => readFileSync(join(migrations, file), 'utf8'));
    const named = (statement: RegExp) =>
      sql.flatMap((text) => [...text.matchAll(statement)].map(([, name]) => name ?? ''));
    const dropped = new Set(named(/^DROP TABLE (\w+)/gm));
    const tables = named(/^CREATE TABLE (\w+)/gm).filter((name) => !dropped.has(name));
    const owned = modules.flatMap((folder) => {
      const sentences = readFileSync(join(root, folder, 'README.md'), 'utf8').matchAll(/\bOwns ([^.;]*)/g);
      return [...sentences].flatMap(([, list = '']) =>
        [...list.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
      );
    });
    expect(owned.filter((name) => name !== 'schema_migrations').sort()).toEqual([...tables].sort());
  });
});

describe('the guide to the web', () => {
  it('shows every picture', () => {
    const { text } = pageAt('docs/guides/web.md');
    const pictures = readdirSync(join(root, 'docs/screenshots')).filter((name) => name.endsWith('.png'));
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((name) => !text.includes(`../screenshots/${name}`))).toEqual([]);
  });
});

describe('the guide to drift', () => {
  it('lists each severity rule under its severity', () => {
    const { text } = pageAt('docs/guides/drift.md');
    for (const severity of ['critical', 'high', 'medium', 'low']) {
      const row = text.split('\n').find((line) => line.startsWith(`| ${severity} |`)) ?? '';
      const listed = [...row.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id);
      const rules = severityRules.filter((rule) => rule.severity === severity).map(({ id }) => id);
      expect(listed).toEqual(rules);
    }
  });
});
