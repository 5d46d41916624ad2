import type { ObservedResource } from '../../../core/observation.ts';
import type { PermissionCheck } from '../../../plugin-kit/define-provider.ts';
import { lookupPermission } from './changes.ts';
import { AwsCallError } from './session/call-error.ts';
import type { AwsConnection } from './session/connection.ts';
import { type AwsCollector, mapInOrder, openSession, type SessionFacts } from './session/open-session.ts';
import type { AwsService } from './session/types.ts';

export type PreflightOptions = {
  connection: AwsConnection;
  collectors: readonly AwsCollector[];
  facts: SessionFacts;
  /** Where regional collectors look for a resource to try their details on, in this order. */
  regions: readonly string[];
  concurrency: number;
  /** The whole pre-flight; what was not tried by then is unknown. */
  timeoutMs: number;
};

/** A detail needs a resource; after this many empty regions it stays untried. */
const maxRegions = 4;

type Answer = 'granted' | 'denied' | 'unknown';
type Probe = { answer: Answer; message?: string };

/**
 * Tries every declared operation once, as cheaply as it can be tried: each collector runs on the first page of
 * its list and on the first resource of that page. A detail for which the account has no resource to try it on
 * stays `unknown`. Throws only when the caller's signal aborts.
 */
export async function preflight(given: PreflightOptions): Promise<PermissionCheck[]> {
  const deadline = AbortSignal.timeout(given.timeoutMs);
  const signal = AbortSignal.any([given.facts.signal, deadline]);
  const options = { ...given, facts: { ...given.facts, signal } };
  const checks = new Map<string, PermissionCheck>();
  const note = (
    permission: string,
    probe: Probe | undefined,
    lost: { type: string; paths: string[] },
  ): void => {
    const check = checks.get(permission) ?? { permission, state: 'unknown', lost: [] };
    check.lost.push(lost);
    if (probe !== undefined && (probe.answer === 'denied' || check.state === 'unknown'))
      check.state = probe.answer;
    if (check.state !== 'granted' && probe?.message !== undefined) check.message = probe.message;
    if (check.state === 'granted') delete check.message;
    checks.set(permission, check);
  };
  const probes = mapInOrder(
    options.collectors,
    async (collector) => ({ collector, answers: await probeInRegions(options, collector) }),
    options.concurrency,
  );
  for await (const { collector, answers } of probes) {
    const { type } = collector.resource;
    for (const list of collector.lists)
      note(list.permission, answers.get(list.operation) ?? untried, { type, paths: ['*'] });
    for (const detail of collector.details) {
      note(detail.permission, answers.get(detail.operation) ?? untried, { type, paths: detail.paths });
    }
  }
  const regions = await probe(options, 'ec2', 'DescribeRegions', { AllRegions: false });
  note('ec2:DescribeRegions', regions, { type: 'regions', paths: ['*'] });
  const trail = await probe(options, 'cloudtrail', 'LookupEvents', { MaxResults: 1 });
  note(lookupPermission, trail, { type: 'attribution', paths: ['*'] });
  given.facts.signal.throwIfAborted();
  return [...checks.values()].sort((a, b) => a.permission.localeCompare(b.permission));
}

const untried: Probe = { answer: 'unknown', message: 'not probed: there was no resource to try it on' };

async function probeInRegions(
  options: PreflightOptions,
  collector: AwsCollector,
): Promise<Map<string, Probe>> {
  const { facts } = options;
  const regional = collector.scope === 'regional' ? options.regions.slice(0, maxRegions) : [];
  const answers = new Map<string, Probe>();
  for (const region of new Set([facts.region, ...regional])) {
    await probeCollector({ ...options, facts: { ...facts, region } }, collector, answers);
    const refused = collector.lists.some(({ operation }) => answers.get(operation)?.answer !== 'granted');
    const tried = collector.details.every(({ operation }) => answers.has(operation));
    if (refused || tried || facts.signal.aborted) break;
  }
  return answers;
}

async function probeCollector(
  options: PreflightOptions,
  collector: AwsCollector,
  answers: Map<string, Probe>,
): Promise<void> {
  const sent = new Map<string, number>();
  const enough = (operation: string): boolean => {
    const count = (sent.get(operation) ?? 0) + 1;
    sent.set(operation, count);
    return count > callsPerOperation;
  };
  const noted: AwsConnection = {
    ...options.connection,
    async send(service, operation, input, call) {
      const key = `${service}:${operation}`;
      if (enough(key)) throw leftOut(key, call.region);
      return watch(answers, key, () => options.connection.send(service, operation, input, call));
    },
    async *pages(service, operation, input, call) {
      const key = `${service}:${operation}`;
      if (enough(key)) throw leftOut(key, call.region);
      const pages = options.connection.pages(service, operation, input, call)[Symbol.asyncIterator]();
      const first = await watch(answers, key, () => pages.next());
      if (first.done !== true) yield first.value;
      await pages.return?.();
    },
  };
  const { session } = openSession(noted, collector, options.facts);
  const firstOnly = { ...session, mapConcurrently: firstItem };
  try {
    for await (const _resource of collector.collect(firstOnly)) {
      if (options.facts.signal.aborted) return;
    }
  } catch {
    // The answers already say which call failed; a defect of the collector leaves its operations untried.
  }
}

/** Some collectors ask per chunk of a page; a second answer of one operation is the last that says anything new. */
const callsPerOperation = 2;

const leftOut = (operation: string, region: string): AwsCallError =>
  new AwsCallError({
    reason: 'failed',
    operation,
    region,
    code: 'LeftOut',
    message: `${operation} was tried before`,
  });

async function* firstItem<In>(
  items: Iterable<In> | AsyncIterable<In>,
  work: (item: In) => Promise<ObservedResource | undefined>,
): AsyncGenerator<ObservedResource> {
  for await (const item of items) {
    const resource = await work(item);
    if (resource !== undefined) yield resource;
    return;
  }
}

async function watch<T>(answers: Map<string, Probe>, operation: string, call: () => Promise<T>): Promise<T> {
  try {
    const answer = await call();
    // Once denied stays denied: a role may read one resource and not the next.
    if (answers.get(operation)?.answer !== 'denied') answers.set(operation, { answer: 'granted' });
    return answer;
  } catch (error) {
    const probed = probeOf(error);
    if (probed.answer === 'denied' || !answers.has(operation)) answers.set(operation, probed);
    throw error;
  }
}

async function probe(
  options: PreflightOptions,
  service: AwsService,
  operation: string,
  input: object,
): Promise<Probe | undefined> {
  const answers = new Map<string, Probe>();
  const call = { region: options.facts.region, signal: options.facts.signal };
  await watch(answers, operation, () => options.connection.send(service, operation, input, call)).catch(
    () => undefined,
  );
  return answers.get(operation);
}

function probeOf(error: unknown): Probe {
  if (!(error instanceof AwsCallError)) return { answer: 'unknown', message: 'the call failed' };
  if (error.reason === 'denied') return { answer: 'denied', message: error.message };
  // "No such policy" is said only to those who may ask; other refusals may come before the permission check.
  const aboutResource = error.status === 404 || /NoSuch|NotFound|NonExistent|DoesNotExist/.test(error.code);
  return aboutResource ? { answer: 'granted' } : { answer: 'unknown', message: error.message };
}
