import { parseArgs } from 'node:util';
import { leastScanSeconds } from '../src/plugins/providers/aws/session/quotas.ts';
import {
  describeMachine,
  type EngineName,
  type ExecutionAnswer,
  enginesHere,
  type MeasuredServer,
  startMeasuredServer,
  startSandboxProcess,
} from './measured-process.ts';

type Quotas = 'off' | 'on' | 'rescan';
type Measured = {
  engine: EngineName;
  step: string;
  seconds: number;
  perSecond: number;
  processorSeconds: number | undefined;
  peakMb: number | undefined;
  /** Versions written during the step. */
  versions: number;
  /** Calls to the vendor, and the least time in which its quotas allow them; undefined where none were made. */
  calls: { count: number; leastSeconds: number; factor: number } | undefined;
  counts: Record<string, number>;
};

/** Quotas so high that they never hold anything back: what the machine can do. */
const noQuotas = 1e6;

const usage = `Usage: npm run bench -- sync [--resources N] [--engine pglite|postgres] [--quotas rescan|on|off]

Reads a generated account of N resources (100000) twice and compares it with its baselines, in a process of the
product, against a small cloud in another process. --quotas: the rescan of the embedded database keeps the
request rates of the vendor (rescan, the default), every scan does (on), none does (off).
`;

/** `npm run bench -- sync` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      resources: { type: 'string', default: '100000' },
      engine: { type: 'string' },
      quotas: { type: 'string', default: 'rescan' },
      help: { type: 'boolean', default: false },
    },
  });
  const resources = Number(values.resources);
  const quotas = values.quotas as Quotas;
  if (values.help || !Number.isInteger(resources) || !['off', 'on', 'rescan'].includes(quotas)) {
    console.log(usage);
    return;
  }
  console.log(`${resources} generated resources on ${describeMachine()}`);
  const sandbox = await startSandboxProcess(resources);
  try {
    for (const engine of enginesHere(values.engine)) {
      const server = await startMeasuredServer(engine);
      try {
        const connection = { ...sandbox.credentials, endpointUrl: sandbox.endpoint };
        await measureEngine({ engine, server, connection, quotas });
      } finally {
        await server.stop();
      }
    }
  } finally {
    await sandbox.stop();
  }
}

async function measureEngine(parts: {
  engine: EngineName;
  server: MeasuredServer;
  connection: object;
  quotas: Quotas;
}): Promise<void> {
  const { engine, server, quotas } = parts;
  const idle = server.memory();
  console.log(
    `\n${engine}: listening after ${Math.round(server.readyMs)} ms, ${megabytes(idle?.now)} before the first sync`,
  );
  const factor = (isRescan: boolean): number =>
    quotas === 'on' || (quotas === 'rescan' && isRescan && engine === 'pglite') ? 1 : noQuotas;
  let providerId = 0;
  const connect = async (): Promise<number> => {
    const body = { name: 'Generated', region: 'us-east-1', ...parts.connection };
    const provider = await server.post<{ id: number; running_execution_id: number }>(
      '/providers/aws/connect',
      body,
    );
    providerId = provider.id;
    return provider.running_execution_id;
  };
  const rescan = async (): Promise<number> =>
    (await server.post<{ execution_id: number }>(`/providers/${providerId}/sync`, {})).execution_id;
  const detect = async (): Promise<number> =>
    (await server.post<{ execution_id: number }>('/drifts/detect', {})).execution_id;

  report(await measure(parts, 'first sync', factor(false), connect));
  const again = await measure(parts, 'unchanged rescan', factor(true), rescan);
  report(again);
  const detection = await measure(parts, 'drift detection', undefined, detect);
  report(detection);
  const drifts = await server.get<{ meta: { total: number } }>('/drifts?per_page=1');
  console.log(
    `  versions written by the rescan: ${again.versions}; drifts found: ${drifts.meta.total}; ` +
      `resources compared: ${detection.counts.evaluated ?? 0}`,
  );
  const peak = server.memory()?.peak;
  const verdict = peak === undefined ? 'not known here' : peak <= 1024 ? 'within 1 GB' : 'MORE than 1 GB';
  console.log(`  peak memory of the whole process: ${megabytes(peak)} (${verdict})`);
}

async function measure(
  parts: { engine: EngineName; server: MeasuredServer },
  step: string,
  quotaFactor: number | undefined,
  start: () => Promise<number>,
): Promise<Measured> {
  const { server } = parts;
  if (quotaFactor !== undefined) await server.setQuotaFactor(quotaFactor);
  const versionsBefore = await server.countVersions();
  const processorBefore = server.processorSeconds();
  const startedAt = performance.now();
  const execution: ExecutionAnswer = await server.finished(await start());
  const seconds =
    execution.duration_ms === null ? (performance.now() - startedAt) / 1000 : execution.duration_ms / 1000;
  const processorAfter = server.processorSeconds();
  const calls = quotaFactor === undefined ? undefined : await server.calls();
  const handled = execution.counts.found ?? execution.counts.evaluated ?? 0;
  return {
    engine: parts.engine,
    step,
    seconds,
    perSecond: handled / seconds,
    processorSeconds:
      processorBefore === undefined || processorAfter === undefined
        ? undefined
        : processorAfter - processorBefore,
    peakMb: server.memory()?.peak,
    versions: (await server.countVersions()) - versionsBefore,
    calls:
      calls === undefined || quotaFactor === undefined
        ? undefined
        : {
            count: [...calls.values()].reduce((sum, count) => sum + count, 0),
            // Whatever is in force now, the comparison is with the rates that the vendor really allows.
            leastSeconds: leastScanSeconds(calls),
            factor: quotaFactor,
          },
    counts: execution.counts,
  };
}

function report(measured: Measured): void {
  const { step, seconds, perSecond, processorSeconds, peakMb, calls, versions } = measured;
  const facts = [
    `${seconds.toFixed(1)} s`,
    `${Math.round(perSecond)} resources/s`,
    `${processorSeconds?.toFixed(0) ?? '?'} s of processor`,
    `peak ${megabytes(peakMb)}`,
    `${versions} versions written`,
  ];
  console.log(`  ${step.padEnd(17)} ${facts.join(', ')}`);
  if (calls === undefined) return;
  const { count, leastSeconds, factor } = calls;
  const bound = `${count} calls, at least ${leastSeconds.toFixed(1)} s at the quotas of the vendor`;
  const ratio =
    factor === 1
      ? `; in force: ${(seconds / leastSeconds).toFixed(2)} × that bound`
      : `; not in force here: ${(seconds / leastSeconds).toFixed(2)} × that bound`;
  console.log(`  ${''.padEnd(17)} ${bound}${ratio}`);
}

const megabytes = (value: number | undefined): string =>
  value === undefined ? '?' : `${Math.round(value)} MB`;
