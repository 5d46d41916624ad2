// What must be there before a program can run: the dependencies, the built web pages, an empty database to
// copy. Each is done once and again only when its sources changed. Messages go to stderr: stdout belongs to
// the program.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const say = (text) => process.stderr.write(`${text}\n`);

/** Installs the dependencies exactly as locked. False when npm failed. */
export async function install(root) {
  const stamp = join(root, 'node_modules', '.infraudit-installed');
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const wanted = `${lock.digest('hex')} ${process.platform} ${process.arch}`;
  if (readText(stamp) === wanted) return true;
  say(
    existsSync(stamp)
      ? 'The locked dependencies changed: installing them …'
      : 'Installing the dependencies (about a minute) …',
  );
  const code = await npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    say(`npm ci ended with code ${code}. The message above says why; run this again when that is mended.`);
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

/** Builds web/dist when its sources are newer than what is there. False when the build failed. */
export async function buildWeb(root, node) {
  const web = join(root, 'web');
  if (!existsSync(join(web, 'index.html'))) return true;
  const stamp = join(web, 'dist', '.sources');
  const wanted = hashOf(root, [
    ...[
      'web/src',
      'web/public',
      'web/index.html',
      'web/vite.config.ts',
      'web/package.json',
      'web/tsconfig.json',
    ],
    ...['web/postcss.config.mjs', 'api-client/src', 'package-lock.json'],
  ]);
  if (readText(stamp) === wanted) return true;
  say('Building the web pages …');
  const vite = [join(web, 'node_modules'), join(root, 'node_modules')]
    .map((folder) => join(folder, 'vite', 'bin', 'vite.js'))
    .find((path) => existsSync(path));
  if (vite === undefined) {
    say('vite is not installed: remove node_modules and run this again.');
    return false;
  }
  const code = await quietly(node, [vite, 'build', '--logLevel', 'warn'], web);
  if (code !== 0) {
    say('The web pages could not be built; the message above says why.');
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

/** Prepares an empty embedded database once, so that the first start of the product copies it. */
export async function prepareDatabase(root, node) {
  const script = join(root, 'server', 'src', 'platform', 'db', 'prepare-template.ts');
  const code = await quietly(node, [script], root);
  // The start makes one itself then; it only takes longer.
  if (code !== 0) say('No empty database could be prepared; the first start will make one.');
}

function npm(root, args) {
  // Inside `npm run` the very npm that runs us is known by its path, on every system.
  const own = process.env.npm_execpath;
  if (own !== undefined && /\.c?js$/.test(own)) return quietly(process.execPath, [own, ...args], root);
  return quietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, root, {
    shell: process.platform === 'win32',
  });
}

/** Runs a command with its output on stderr. */
function quietly(command, args, cwd, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2], ...options });
    child.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function hashOf(root, paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
      return;
    }
    hash.update(`${path}\n`).update(readFileSync(full));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
