import { main } from '../server/test/moto/run-moto.ts';

process.exitCode = await main();
