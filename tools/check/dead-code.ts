import type { Violation } from './floors.ts';
import type { SourceFile } from './source-graph.ts';

/** Files that something outside of the import graph starts or reads. */
const entries = [
  /\.test\.tsx?$/,
  /(^|\/)(vite|vitest|postcss)\.config\.(ts|mjs)$/,
  /^tools\//,
  /^cli\/(src\/main|test\/.*)\.ts$/,
  /^server\/src\/main\/(serve|offline|admin)\.ts$/,
  /^server\/(bench|test)\//,
  /^server\/src\/platform\/db\/(prepare-template|testing\/server-for-all-suites)\.ts$/,
  /^sandbox\/src\/(index|main)\.ts$/,
  /^api-client\/src\/index\.ts$/,
  /^web\/(src\/main\.tsx|test\/.*)$/,
  /^examples\//,
];
/** Their names are for readers and for other programs, whoever uses them today. */
const published = [
  /\.generated\.tsx?$/,
  /^sandbox\/src\/index\.ts$/,
  /^api-client\/src\//,
  /^examples\//,
  /^tools\/gen\//,
  /^server\/bench\//,
];

const isEntry = (path: string): boolean => entries.some((pattern) => pattern.test(path));

/** Files that nothing reaches, and exported names that nothing takes. */
export function findDeadCode(files: SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const waiting = files.filter(({ path }) => isEntry(path)).map(({ path }) => path);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { target, ours } of byPath.get(path)?.imports ?? []) if (ours) waiting.push(target);
  }
  const unreached = files
    .filter(({ path }) => !reached.has(path))
    .map(({ path }) => ({ path, line: 1, message: 'nothing imports this file' }));
  return [...unreached, ...unusedNames(files.filter(({ path }) => reached.has(path)))];
}

function unusedNames(files: SourceFile[]): Violation[] {
  const taken = new Map<string, Set<string>>();
  for (const { imports } of files) {
    for (const { target, names } of imports) {
      const own = taken.get(target) ?? new Set();
      taken.set(target, own);
      for (const name of names) own.add(name);
    }
  }
  return files.flatMap(({ path, text, exports }) => {
    if (published.some((pattern) => pattern.test(path)) || /\.config\.ts$/.test(path)) return [];
    const own = taken.get(path);
    if (own?.has('*')) return [];
    return exports
      .filter(({ name, isType }) => own?.has(name) !== true && !isSpared(path, text, name, isType))
      .map(({ name, line }) => ({
        path,
        line,
        message: `nothing imports ${name}: do not export it, or remove it`,
      }));
  });
}

/** A type that other exports of its file or module speak of is part of what they promise. */
function isSpared(path: string, text: string, name: string, isType: boolean): boolean {
  if (isEntry(path) && (name === 'default' || text.includes('import.meta.main') || isPublishedDoor(path)))
    return true;
  if (isType && path.endsWith('/index.ts')) return true;
  return isType && (text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0) > 1;
}

const isPublishedDoor = (path: string): boolean =>
  path === 'server/src/main/offline.ts' || path === 'server/src/main/admin.ts';
