import { parseArgs } from 'node:util';
import {
  describeMachine,
  type EngineName,
  type ExecutionAnswer,
  enginesHere,
  type MeasuredServer,
  startMeasuredServer,
  startSandboxProcess,
} from './measured-process.ts';

const usage = `Usage: npm run bench -- judge [--resources N] [--engine pglite|postgres] [--framework ID]

Reads a generated account of N resources (100000), then judges it by every control: the judging alone, in memory, by
the controls that look at one resource; the first assessment with everything that is stored; a second one after 1 %
of the resources changed; one after nothing changed. Each waits until what follows from the one before is done.
`;

/** Quotas so high that they never hold anything back: the reading is not what is measured here. */
const noQuotas = 1e6;

/** `npm run bench -- judge` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      resources: { type: 'string', default: '100000' },
      engine: { type: 'string' },
      framework: { type: 'string', default: 'nist-800-53' },
      help: { type: 'boolean', default: false },
    },
  });
  const resources = Number(values.resources);
  if (values.help || !Number.isInteger(resources) || resources < 1) return console.log(usage);
  console.log(`${resources} generated resources on ${describeMachine()}`);
  const sandbox = await startSandboxProcess(resources);
  try {
    for (const engine of enginesHere(values.engine)) {
      const server = await startMeasuredServer(engine);
      try {
        await measureEngine(engine, server, values.framework, {
          ...sandbox.credentials,
          endpointUrl: sandbox.endpoint,
        });
      } finally {
        await server.stop();
      }
    }
  } finally {
    await sandbox.stop();
  }
}

async function measureEngine(
  engine: EngineName,
  server: MeasuredServer,
  framework: string,
  connection: object,
): Promise<void> {
  await server.setQuotaFactor(noQuotas);
  const body = { name: 'Generated', region: 'us-east-1', ...connection };
  const provider = await server.post<{ running_execution_id: number }>('/providers/aws/connect', body);
  const sync = await server.finished(provider.running_execution_id);
  console.log(`\n${engine}: ${sync.counts.found ?? 0} resources read in ${seconds(sync.duration_ms)}`);

  const step = async (name: string, start: () => Promise<{ execution_id: number }>): Promise<void> => {
    server.resetPeak();
    const execution = await server.finished((await start()).execution_id);
    report(name, execution, server.memory()?.peak, await server.quiet());
  };
  const assess = () => server.post<{ execution_id: number }>('/compliance/assess', {});
  await step('first assessment', () => server.post(`/compliance/frameworks/${framework}/enable`, {}));
  const changed = await server.change(100);
  await step(`after ${changed} changed`, assess);
  await step('nothing changed', assess);

  const pure = await server.judge();
  console.log(
    `  judging alone     ${pure.pairs} pairs of ${pure.resources} resources and ${pure.controls} controls that look at ` +
      `one resource: ${rate(pure.pairs, pure.seconds)} pairs/s on one core, ` +
      `${rate(pure.pairs, pure.withEvidenceSeconds)} with the evidence of what fails`,
  );
}

/** `afterwards`: seconds until alerts, recommendations and notifications had followed. */
function report(
  name: string,
  execution: ExecutionAnswer,
  peakMb: number | undefined,
  afterwards: number,
): void {
  const { counts } = execution;
  const facts = [
    seconds(execution.duration_ms),
    `${counts.judged ?? 0} resources judged`,
    `${counts.findings_opened ?? 0} findings opened, ${counts.findings_changed ?? 0} changed, ${counts.findings_resolved ?? 0} resolved`,
    `${afterwards.toFixed(1)} s until all that follows from it was done`,
    `peak ${peakMb === undefined ? 'not known here' : `${Math.round(peakMb)} MB`}`,
  ];
  console.log(`  ${name.padEnd(17)} ${facts.join(', ')}`);
}

const rate = (pairs: number, inSeconds: number): string => Math.round(pairs / inSeconds).toLocaleString('en');
const seconds = (ms: number | null): string => (ms === null ? '?' : `${(ms / 1000).toFixed(1)} s`);
