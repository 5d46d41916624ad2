import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type GeneratedFile = { path: string; content: string };

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'tools', 'gen');

/** Everything that the generators in tools/gen make, in the order of their names. */
export async function generateAll(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const generator = (await import(join(folder, name))) as { generate?: () => Promise<GeneratedFile[]> };
    if (generator.generate !== undefined) files.push(...(await generator.generate()));
  }
  return files;
}

/** The files that are not what their generator makes now. */
export function staleFiles(files: GeneratedFile[]): GeneratedFile[] {
  return files.filter(
    ({ path, content }) =>
      !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== content,
  );
}

/** Made from the names of folders alone. All other generators load them, and a stale one may name what is gone. */
const registries = ['collectors.ts', 'controls.ts', 'remediations.ts', 'recommendations.ts'];

if (import.meta.main) {
  let written = 0;
  const write = (files: GeneratedFile[]): void => {
    for (const { path, content } of staleFiles(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
      process.stdout.write(`wrote ${path}\n`);
      written += 1;
    }
  };
  for (const name of registries) {
    const { generate } = (await import(join(folder, name))) as { generate: () => Promise<GeneratedFile[]> };
    write(await generate());
  }
  write(await generateAll());
  if (written === 0) process.stdout.write('all generated files are fresh\n');
}
