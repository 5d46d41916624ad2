// Finds a Node.js that runs TypeScript by itself: this one, or the one that came with the dependencies. Plain
// JavaScript for old versions: nothing here may need more than Node 20.
import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { constants as system } from 'node:os';
import { join } from 'node:path';

const wanted = 24;

/** True when this process can run the program itself. */
export function isRecent() {
  return Number(process.versions.node.split('.')[0]) >= wanted;
}

/** The path of a recent node, or null where none came with the dependencies. */
export function recentNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const require = createRequire(import.meta.url);
  const name = `node-${platform}-${process.arch}`;
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name, 'bin', file);
    try {
      accessSync(path, constants.R_OK);
    } catch {
      continue;
    }
    if (process.platform !== 'win32') makeExecutable(path);
    return path;
  }
  return null;
}

function makeExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

/** Runs `program` in a recent node with this terminal, passes signals on, and ends as the program ends. */
export function runOnRecentNode(program, parameters) {
  const node = recentNode();
  if (node === null) {
    process.stderr.write(
      `infraudit needs Node.js ${wanted}, and this is ${process.versions.node}.\n` +
        `No Node.js ${wanted} package exists for ${process.platform} on ${process.arch}, or it was not installed.\n` +
        `Install Node.js ${wanted}, or run npm ci without --omit=optional.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [program, ...parameters], { stdio: 'inherit' });
  const passOn = (signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has it already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  child.on('error', (error) => {
    process.stderr.write(`infraudit could not start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, passOn);
    process.exitCode = signal === null ? (code ?? 1) : 128 + (system.signals[signal] ?? 0);
  });
}
