import type { SourceFile } from './source-graph.ts';

/** Something a rule forbids, where it is. */
export type Violation = { path: string; line: number; message: string };

const domainFloors = ['govern', 'observe', 'assess', 'respond', 'inform'];

/** What may import what. Tests may import what they need, but never another program's inside. */
export function checkFloors(files: SourceFile[]): Violation[] {
  return [...files.flatMap(violationsOf), ...cycles(files)];
}

function violationsOf(file: SourceFile): Violation[] {
  const violations: Violation[] = [];
  for (const { target, ours, line, typeOnly } of file.imports) {
    const message = ours ? forbidden(file.path, target, typeOnly) : forbiddenPackage(file.path, target);
    if (message !== undefined) violations.push({ path: file.path, line, message });
  }
  return violations;
}

const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\/testing(\.ts|\/|-)|test-support|^server\/test\/|conformance/.test(path);

/** Why `from` may not import `to`, or undefined. */
export function forbidden(from: string, to: string, typeOnly: boolean): string | undefined {
  const [workspace = ''] = from.split('/');
  const [target = ''] = to.split('/');
  if (workspace !== target) return betweenWorkspaces(from, workspace, to, target);
  if (workspace !== 'server' || isTest(from) || from.startsWith('server/bench/')) return undefined;
  if (isTest(to)) return `a program may not import from tests (${to})`;
  return withinServer(place(from), place(to), { from, path: to, typeOnly });
}

function betweenWorkspaces(from: string, workspace: string, to: string, target: string): string | undefined {
  if (workspace === 'tools') return undefined;
  const allowed =
    ((workspace === 'web' || workspace === 'cli') && target === 'api-client') ||
    (workspace === 'cli' && /^server\/src\/main\/(offline|admin)\.ts$/.test(to)) ||
    // Tests of a program may start the others.
    (isTest(from) && (workspace === 'server' || workspace === 'cli' || workspace === 'sandbox')) ||
    from.startsWith('server/bench/') ||
    /^(web|cli)\/test\//.test(from) ||
    target === 'tools';
  return allowed ? undefined : `${workspace} may not import ${to}`;
}

type Place = {
  layer: 'core' | 'plugin-kit' | 'plugins' | 'platform' | 'domain' | 'main' | 'other';
  floor: number;
  module: string;
};

function place(path: string): Place {
  const [, , layer = '', second = '', third = ''] = path.split('/');
  if (layer === 'domain') return { layer, floor: domainFloors.indexOf(second), module: `${second}/${third}` };
  if (layer === 'plugins') return { layer, floor: 0, module: `${second}/${third}` };
  const known = ['core', 'plugin-kit', 'platform', 'main'] as const;
  return { layer: known.find((name) => name === layer) ?? 'other', floor: 0, module: '' };
}

type Import = { from: string; path: string; typeOnly: boolean };

function withinServer(from: Place, to: Place, imported: Import): string | undefined {
  const { path, typeOnly } = imported;
  if (from.layer === 'main' || from.layer === 'other' || to.layer === 'core') return undefined;
  if (from.layer === to.layer) return withinLayer(from, to, imported);
  if (from.layer === 'plugin-kit' || from.layer === 'core')
    return `${from.layer} may import core only, not ${path}`;
  if (from.layer === 'plugins')
    return to.layer === 'plugin-kit'
      ? undefined
      : `plug-ins may import plugin-kit and core only, not ${path}`;
  if (from.layer === 'platform') {
    return to.layer === 'plugin-kit' && typeOnly
      ? undefined
      : `platform may import core and types of plugin-kit only, not ${path}`;
  }
  return to.layer === 'plugins' || to.layer === 'main'
    ? `domain may not import ${path}: main hands it over`
    : undefined;
}

function withinLayer(from: Place, to: Place, imported: Import): string | undefined {
  const { path } = imported;
  if (
    from.module === to.module ||
    from.layer === 'platform' ||
    from.layer === 'core' ||
    from.layer === 'plugin-kit'
  )
    return undefined;
  if (from.layer === 'plugins') {
    const [kind = '', member = ''] = from.module.split('/');
    const isRegistry = member.endsWith('.ts');
    if (isRegistry && to.module.startsWith(`${kind}/`)) return undefined;
    const schemaOfResource = /^server\/src\/plugins\/providers\/[^/]+\/resources\/[^/]+\/schema\.ts$/.test(
      path,
    );
    const judges =
      from.module.startsWith('controls/') ||
      from.module.startsWith('remediations/') ||
      from.module.startsWith('recommendations/') ||
      from.module.startsWith('frameworks/');
    return (judges && schemaOfResource) || isSessionOfVendor(imported)
      ? undefined
      : `plug-ins do not import each other (${path})`;
  }
  if (to.floor > from.floor) return `${from.module} is below ${to.module}: talk upward is an event`;
  return path.endsWith(`/${to.module}/index.ts`)
    ? undefined
    : `another module only through its index.ts, not ${path}`;
}

/** A remediation is written for the session of one vendor: its types, never what opens it. */
function isSessionOfVendor({ from, path, typeOnly }: Import): boolean {
  const [, vendor] = /^server\/src\/plugins\/remediations\/([^/]+)\//.exec(from) ?? [];
  const session = `server/src/plugins/providers/${vendor}/session/`;
  return vendor !== undefined && typeOnly && path.startsWith(session) && /\/[a-z-]*types\.ts$/.test(path);
}

/** Packages that compute and do nothing else. */
const pure = new Set(['zod', 'cronstrue']);

function forbiddenPackage(from: string, name: string): string | undefined {
  if (name.startsWith('.')) return `${name} does not exist`;
  const isCore = from.startsWith('server/src/core/') && !isTest(from);
  if (isCore && !pure.has(name)) return `core has no I/O, and of packages only pure ones, not ${name}`;
  return undefined;
}

/** Files that need each other at run time: which of them is ready first is chance. */
function cycles(files: SourceFile[]): Violation[] {
  const edges = new Map(
    files.map((file) => [
      file.path,
      file.imports.filter(({ ours, typeOnly }) => ours && !typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const found: Violation[] = [];

  function walk(path: string, above: string[]): void {
    const at = above.indexOf(path);
    if (at >= 0) {
      const ring = [...above.slice(at), path];
      found.push({ path, line: 1, message: `files import each other in a ring: ${ring.join(' → ')}` });
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...above, path]);
    done.add(path);
  }

  for (const path of edges.keys()) walk(path, []);
  return found;
}
