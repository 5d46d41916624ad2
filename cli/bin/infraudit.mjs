#!/usr/bin/env node
// Runs the command on a Node.js that understands TypeScript, whatever version started it.
import { fileURLToPath } from 'node:url';
import { isRecent, runOnRecentNode } from './node24.mjs';

const program = new URL('../src/main.ts', import.meta.url);
if (isRecent()) await import(program.href);
else runOnRecentNode(fileURLToPath(program), process.argv.slice(2));
