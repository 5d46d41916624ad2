import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { findServerPrograms, startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the address of the PostgreSQL server of this run, which starts with the first question. */
    postgresDoor: string | null;
  }
}

/**
 * One PostgreSQL server for a whole test run, started when the first suite asks for it: runs without a
 * database suite do not pay for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TestServer> | undefined;
  const programs = findServerPrograms();
  if (programs === undefined) {
    process.stdout.write(
      'No PostgreSQL server programs found: the PostgreSQL half of the database suites is skipped. Debian: apt-get install postgresql\n',
    );
    project.provide('postgresDoor', null);
    return async () => undefined;
  }
  const door = createServer((_request, response) => {
    server ??= startTestServer(programs);
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.closeAllConnections();
    door.close();
    await (await server)?.stop();
  };
}
