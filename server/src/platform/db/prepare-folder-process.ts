import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: prepare-folder-process.ts FOLDER');
mkdirSync(folder, { recursive: true, mode: 0o700 });
const database = await PGlite.create(folder);
await database.close();
