#!/usr/bin/env node
// Runs the command on a Node.js that understands TypeScript, whatever version started it.
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRecent, runOnRecentNode } from './node24.mjs';

if (isRecent()) {
  // Compiled once per user and version; where nothing can be written it only takes longer to start. Never in a
  // folder that others can write to, because what is there is run.
  const cache = process.env.XDG_CACHE_HOME || join(process.env.HOME || homedir(), '.cache');
  module.enableCompileCache(join(cache, 'infraudit'));
  await import('../src/main.ts');
} else {
  runOnRecentNode(fileURLToPath(import.meta.url), process.argv.slice(2));
}
