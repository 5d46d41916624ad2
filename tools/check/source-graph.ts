import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
// The compiler's own version 7 offers no parser to programs.
import ts from 'typescript6';

export type Import = {
  /** Path of the file from the root, or the name of a package. */
  target: string;
  /** False for packages, and for files that are not there. */
  ours: boolean;
  /** Names that are taken; `*` is all of them. Empty: only run. */
  names: string[];
  typeOnly: boolean;
  line: number;
};
export type Export = { name: string; line: number; isType: boolean };
export type SourceFile = { path: string; text: string; imports: Import[]; exports: Export[] };

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

const folders = ['server', 'cli', 'api-client', 'sandbox', 'tools', 'web', 'examples'];
const leftOut = new Set(['node_modules', 'dist', '.data', 'fixtures', '.venv', '.cache']);

/** Every TypeScript file of the project with what it imports and exports. */
export function readSources(): SourceFile[] {
  const paths = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => list(join(root, folder)));
  return paths.map((path) => parseSource(relative(root, path), readFileSync(path, 'utf8')));
}

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (leftOut.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return list(path);
    return /\.(ts|tsx|mts)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

export function parseSource(path: string, text: string): SourceFile {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false, kind);
  const imports: Import[] = [];
  const exports: Export[] = [];
  const lineOf = (node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const add = (specifier: ts.Expression, names: string[], typeOnly: boolean, node: ts.Node): void => {
    if (ts.isStringLiteralLike(specifier)) {
      imports.push({ ...locate(path, specifier.text), names, typeOnly, line: lineOf(node) });
    }
  };

  for (const node of tree.statements) {
    if (ts.isImportDeclaration(node)) {
      const { names, typeOnly } = namesOfImport(node);
      add(node.moduleSpecifier, names, typeOnly, node);
    } else if (ts.isExportDeclaration(node)) {
      const elements =
        node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
          ? [...node.exportClause.elements]
          : undefined;
      for (const element of elements ?? [])
        exports.push({
          name: element.name.text,
          line: lineOf(element),
          isType: node.isTypeOnly || element.isTypeOnly,
        });
      if (node.moduleSpecifier !== undefined) {
        const names = elements?.map((element) => (element.propertyName ?? element.name).text) ?? ['*'];
        const typeOnly =
          node.isTypeOnly ||
          (elements !== undefined && elements.length > 0 && elements.every((element) => element.isTypeOnly));
        add(node.moduleSpecifier, names, typeOnly, node);
      }
    } else if (ts.isExportAssignment(node)) {
      exports.push({ name: 'default', line: lineOf(node), isType: false });
    } else if (
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    ) {
      const isType = ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
      const isDefault =
        ts.getModifiers(node)?.some(({ kind: modifier }) => modifier === ts.SyntaxKind.DefaultKeyword) ===
        true;
      for (const name of isDefault ? ['default'] : namesOfDeclaration(node))
        exports.push({ name, line: lineOf(node), isType });
    }
  }
  visit(tree);
  return { path, text, imports, exports };

  /** `import('./x.ts')`, `typeof import(…)` and files that are started by their address. */
  function visit(node: ts.Node): void {
    const first = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
    if (first !== undefined) {
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        add(first, ['*'], false, node);
      const isUrl =
        ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL';
      if (isUrl && ts.isStringLiteralLike(first) && /^\.{1,2}\/.*\.tsx?$/.test(first.text))
        add(first, ['*'], false, node);
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal as ts.Expression, ['*'], true, node);
    ts.forEachChild(node, visit);
  }
}

function namesOfImport(node: ts.ImportDeclaration): { names: string[]; typeOnly: boolean } {
  const clause = node.importClause;
  if (clause === undefined) return { names: [], typeOnly: false };
  const names = clause.name === undefined ? [] : ['default'];
  const bindings = clause.namedBindings;
  let everyType = clause.name === undefined;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
    names.push('*');
    everyType = false;
  } else if (bindings !== undefined) {
    for (const element of bindings.elements) {
      names.push((element.propertyName ?? element.name).text);
      everyType &&= element.isTypeOnly;
    }
  }
  const wholeType = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return { names, typeOnly: wholeType || (everyType && names.length > 0) };
}

function namesOfDeclaration(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) => namesOfBinding(name));
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
    return node.name === undefined ? [] : [node.name.text];
  if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return [node.name.text];
  return [];
}

function namesOfBinding(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : namesOfBinding(element.name),
  );
}

const workspaces: [RegExp, string][] = [
  [/^@infraudit\/server\/(offline|admin)$/, 'server/src/main/$1.ts'],
  [/^@infraudit\/server\/(.+)$/, 'server/src/$1'],
  [/^@infraudit\/sandbox$/, 'sandbox/src/index.ts'],
  [/^@infraudit\/api-client$/, 'api-client/src/index.ts'],
];

function locate(from: string, specifier: string): { target: string; ours: boolean } {
  const workspace = workspaces.find(([pattern]) => pattern.test(specifier));
  if (workspace !== undefined) return existing(specifier.replace(workspace[0], workspace[1]));
  if (!specifier.startsWith('.')) return { target: specifier, ours: false };
  return existing(relative(root, resolve(root, dirname(from), specifier.split('?')[0] ?? '')));
}

function existing(path: string): { target: string; ours: boolean } {
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`];
  const found = candidates.find(
    (candidate) => existsSync(join(root, candidate)) && statSync(join(root, candidate)).isFile(),
  );
  return { target: found ?? path, ours: found !== undefined };
}
