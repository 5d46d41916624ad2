import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import {
  describeMachine,
  type EngineName,
  enginesHere,
  type MeasuredServer,
  startMeasuredServer,
  startSandboxProcess,
} from './measured-process.ts';

const usage = `Usage: npm run bench -- reports [--resources N] [--engine pglite|postgres]

Makes a report of an inventory of N invented resources (20000) in every format, in a process of the product, and
downloads it: seconds, bytes, and by how much the memory of the process grew at its peak.
`;
const formats = ['json', 'csv', 'pdf'] as const;

/** `npm run bench -- reports` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      resources: { type: 'string', default: '20000' },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const resources = Number(values.resources);
  if (values.help || !Number.isInteger(resources) || resources < 1) {
    console.log(usage);
    return;
  }
  console.log(`${resources} invented resources on ${describeMachine()}`);
  for (const engine of enginesHere(values.engine)) await measureEngine(engine, resources);
}

async function measureEngine(engine: EngineName, resources: number): Promise<void> {
  const sandbox = await startSandboxProcess(60);
  const server = await startMeasuredServer(engine);
  try {
    const provider = await server.post<{ id: number; running_execution_id: number }>(
      '/providers/aws/connect',
      { name: 'Generated', region: 'us-east-1', ...sandbox.credentials, endpointUrl: sandbox.endpoint },
    );
    await server.finished(provider.running_execution_id);
    const { id } = await server.get<{ id: number }>('/organization');
    const stored = await server.seed({ organizationId: id, providerId: provider.id }, resources);
    console.log(`\n${engine}: ${stored} resources stored, ${megabytes(server.memory()?.now)} MB in use`);
    for (const format of formats) await measureFormat(server, format);
  } finally {
    await server.stop();
    await sandbox.stop();
  }
}

async function measureFormat(server: MeasuredServer, format: (typeof formats)[number]): Promise<void> {
  let peak = server.memory()?.now ?? 0;
  const before = peak;
  const watch = setInterval(() => {
    peak = Math.max(peak, server.memory()?.now ?? 0);
  }, 50);
  try {
    const { execution_id } = await server.post<{ execution_id: number }>('/reports', {
      kind: 'inventory',
      format,
    });
    const execution = await server.finished(execution_id);
    const made = await server.get<{ data: { id: string; sha256: string; bytes: number; rows: number }[] }>(
      '/reports?per_page=1',
    );
    const [report] = made.data;
    if (report === undefined) throw new Error('no report was made');
    const began = performance.now();
    const answer = await fetch(`${server.url}/api/v1/reports/${report.id}/download`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    const hash = createHash('sha256');
    for await (const part of answer.body ?? []) hash.update(part);
    const whole = hash.digest('hex') === report.sha256;
    console.log(
      `  ${format.padEnd(4)}  ${report.rows} rows in ${((execution.duration_ms ?? 0) / 1000).toFixed(1)} s, ` +
        `${megabytes(report.bytes / 1e6)} MB, memory grew by ${megabytes(peak - before)} MB at most, ` +
        `downloaded in ${((performance.now() - began) / 1000).toFixed(1)} s${whole ? '' : ' AND DAMAGED'}`,
    );
  } finally {
    clearInterval(watch);
  }
}

const megabytes = (amount: number | undefined): string => (amount ?? Number.NaN).toFixed(1);
