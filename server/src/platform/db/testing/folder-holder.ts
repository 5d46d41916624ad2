import { systemScope } from '../../../core/scope.ts';
import { openDatabase } from '../open-database.ts';

/**
 * A process of its own for the tests of killed processes: opens the folder and adds organisations until it is
 * killed, telling each number after its commit.
 */
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('usage: folder-holder.ts DATADIR');
try {
  const database = await openDatabase({ engine: 'pglite', dataDir });
  for (let number = 1; ; number++) {
    await database.asSystem(systemScope('the test adds organisations until it is killed'), (tx) =>
      tx.sql
        .insertInto('organizations')
        .values({ name: `number ${number}` })
        .execute(),
    );
    process.stdout.write(`${number}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(3);
}
