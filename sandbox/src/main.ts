import { parseArgs } from 'node:util';
import { type SandboxOptions, startSandbox } from './index.ts';

const usage = 'usage: node sandbox/src/main.ts [--port N] [--seed N] [--empty | --generate N]';

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`--${name} needs a whole number, not "${value}".\n${usage}`);
  return number;
}

function readOptions(): SandboxOptions {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      empty: { type: 'boolean', default: false },
      generate: { type: 'string' },
    },
  });
  return {
    port: wholeNumber('port', values.port),
    seed: wholeNumber('seed', values.seed),
    account: values.generate
      ? { generate: wholeNumber('generate', values.generate) }
      : values.empty
        ? 'empty'
        : 'realistic',
  };
}

const sandbox = await startSandbox(readOptions());
const { endpoint, accountId, credentials, role } = sandbox;
// One line of JSON, so that the process that started this one can read where to connect.
process.stdout.write(`${JSON.stringify({ endpoint, accountId, credentials, role })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
