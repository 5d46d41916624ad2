import { databaseOver, type OpenDatabase } from '../src/platform/db/open-database.ts';
import { openPglite } from '../src/platform/db/pglite-engine.ts';
import { openPostgres } from '../src/platform/db/postgres-engine.ts';

/** The database of a suite with processes: a folder of the embedded one, or the address of a server. */
export async function openPlace(place: string): Promise<OpenDatabase> {
  const engine = place.includes('://')
    ? await openPostgres({ connection: { connectionString: place }, maxConnections: 6 })
    : await openPglite({ folder: place, sharedBuffersMb: 16 });
  return databaseOver(engine);
}
