import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { generateAll, staleFiles } from '../generate.ts';
import { runSuites, summaryLine } from '../test.ts';
import { findDeadCode } from './dead-code.ts';
import { checkFloors, type Violation } from './floors.ts';
import { checkHouseRules } from './house-rules.ts';
import { readSources, root, type SourceFile } from './source-graph.ts';

type Outcome = { ok: boolean; told: string };
type Step = { name: string; run: () => Promise<Outcome> };

/** Fewer files than this means that the reader is broken, not that the project is small. */
const fewestFiles = 100;

let sources: SourceFile[] = [];
const steps: Step[] = [
  {
    name: 'types of the programs',
    run: () => command(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']),
  },
  {
    name: 'types of the web',
    run: async () =>
      existsSync(join(root, 'web/tsconfig.json'))
        ? command(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'web/tsconfig.json'])
        : { ok: true, told: 'there is no web' },
  },
  {
    name: 'types of the tests of the web',
    run: () => command(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'web/test/tsconfig.json']),
  },
  {
    name: 'lint and format',
    run: () =>
      command([
        'node_modules/@biomejs/biome/bin/biome',
        'check',
        '--error-on-warnings',
        '--max-diagnostics=40',
        '.',
      ]),
  },
  {
    name: 'floors',
    run: async () => violations(checkFloors(sources), `${sources.length} files, ${count(sources)} imports`),
  },
  { name: 'dead code', run: async () => violations(findDeadCode(sources), `${sources.length} files`) },
  { name: 'house rules', run: async () => violations(checkHouseRules(sources), `${sources.length} files`) },
  {
    name: 'generated files',
    run: async () => {
      const files = await generateAll();
      const stale = staleFiles(files).map(({ path }) => `${path} is stale: npm run gen`);
      return {
        ok: stale.length === 0,
        told: stale.length === 0 ? `${files.length} fresh` : stale.join('\n'),
      };
    },
  },
  {
    name: 'unit tests',
    run: async () => {
      const totals = await runSuites(unitTests(sources), (text) => void process.stdout.write(text));
      return { ok: totals.failed === 0, told: summaryLine(totals) };
    },
  },
];

/** Tests beside their code that need no database, no browser and no corpus: the ones that one runs all the time. */
function unitTests(files: SourceFile[]): string[] {
  const slow =
    /describeOnEachEngine|startSuiteServer|startServer|playwright|corpora|openDatabase|freshPgliteFolder/;
  const ofAProgram = /^(server|cli|web)\/test\//;
  return files
    .filter(({ path, text }) => path.endsWith('.test.ts') && !ofAProgram.test(path) && !slow.test(text))
    .map(({ path }) => path);
}

function violations(found: Violation[], seen: string): Outcome {
  if (found.length === 0) return { ok: true, told: seen };
  const lines = found.map(({ path, line, message }) => `${path}:${line} ${message}`);
  return { ok: false, told: `${lines.sort().join('\n')}\n${found.length} in ${seen}` };
}

const count = (files: SourceFile[]): number => files.reduce((sum, { imports }) => sum + imports.length, 0);

function command(args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    child.on('error', (error) => resolve({ ok: false, told: error.message }));
    child.on('exit', (code) => resolve({ ok: code === 0, told: code === 0 ? '' : told.trim() }));
  });
}

async function timed({ name, run }: Step): Promise<boolean> {
  const startedAt = performance.now();
  const { ok, told } = await run().catch((error: unknown): Outcome => ({ ok: false, told: String(error) }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const detail = told === '' ? '' : ok ? `  ${told}` : `\n${told}`;
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${detail}\n`);
  return ok;
}

sources = readSources();
if (sources.length < fewestFiles)
  throw new Error(`only ${sources.length} source files were seen: the check itself is broken`);
const wanted = process.argv.slice(2);
const chosen =
  wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.some((word) => name.includes(word)));
const results: boolean[] = [];
// The compilers and the linter are programs of their own: they run beside the rest as far as there are cores.
const together = availableParallelism() > 1 ? chosen.filter(({ name }) => /^types|^lint/.test(name)) : [];
const alone = chosen.filter((step) => !together.includes(step));
const beside = Promise.all(together.map(timed));
for (const step of alone.filter(({ name }) => name !== 'unit tests')) results.push(await timed(step));
results.push(...(await beside));
for (const step of alone.filter(({ name }) => name === 'unit tests')) results.push(await timed(step));
const failed = results.filter((ok) => !ok).length;
process.stdout.write(
  failed === 0 ? `all ${results.length} checks passed\n` : `${failed} of ${results.length} checks failed\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
