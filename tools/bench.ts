import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../server/bench/', import.meta.url));
const [name, ...args] = process.argv.slice(2);

const isBench = (file: string): boolean => /^[a-z-]+\.ts$/.test(file) && !file.endsWith('.test.ts');
const path = join(folder, `${name}.ts`);
const bench =
  name !== undefined && isBench(`${name}.ts`) && existsSync(path)
    ? ((await import(path)) as { run?: (args: string[]) => Promise<void> })
    : undefined;
if (bench?.run === undefined) {
  const names: string[] = [];
  for (const file of readdirSync(folder).filter(isBench)) {
    if ('run' in ((await import(join(folder, file))) as object)) names.push(file.replace('.ts', ''));
  }
  process.stderr.write(`Usage: npm run bench -- ${names.join(' | ')}\n`);
  process.exitCode = 1;
} else {
  await bench.run(args);
}
