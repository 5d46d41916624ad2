import type {
  Collector,
  DetailOperation,
  ListOperation,
  OneCall,
} from '../../../../plugin-kit/define-collector.ts';
import { AwsCallError, isCode, unreadableReason } from './call-error.ts';
import type { AwsConnection } from './connection.ts';
import { narrowedAnswer, narrowedInput, narrowedPages } from './one-resource.ts';
import type { AwsService, AwsSession, Detail } from './types.ts';

export type AwsCollector = Collector<AwsSession>;

export type SessionFacts = {
  accountId: string;
  partition: string;
  region: string;
  signal: AbortSignal;
};

/** What a session noticed that the collector need not care about. */
export type SessionNotes = {
  /** Lists that reached the page cap: `service:Operation`. */
  capped: Set<string>;
};

type AnyInput = object;

/**
 * A session for one collector in one region, over a shared connection. It knows the collector's declaration
 * and refuses everything else, so what is declared is what is called. `one` narrows calls to one resource.
 */
export function openSession(
  connection: AwsConnection,
  collector: Pick<AwsCollector, 'resource' | 'lists' | 'details'>,
  facts: SessionFacts,
  one: readonly OneCall[] = [],
): { session: AwsSession; notes: SessionNotes } {
  const lists = new Map(collector.lists.map((list) => [list.operation, list]));
  const details = new Map<string, DetailOperation>();
  for (const detail of collector.details) {
    const known = details.get(detail.operation);
    details.set(detail.operation, known === undefined ? detail : mergeDetails(known, detail));
  }
  const narrowed = new Map(one.map((call) => [call.operation, call]));
  const notes: SessionNotes = { capped: new Set() };

  const declared = <T extends ListOperation>(from: Map<string, T>, kind: string, key: string): T => {
    const found = from.get(key);
    if (found !== undefined) return found;
    throw new Error(
      `the collector of ${collector.resource.type} calls ${key} without declaring it under "${kind}"`,
    );
  };
  const callOf = (operation: ListOperation, region: string | undefined) => ({
    region: region ?? facts.region,
    signal: facts.signal,
    permission: operation.permission,
  });

  const readDetail = async <T>(
    service: AwsService,
    operation: string,
    options: { region?: string; paths?: string[] } | undefined,
    read: (call: ReturnType<typeof callOf>) => Promise<T>,
  ): Promise<Detail<T>> => {
    const detail = declared(details, 'details', `${service}:${operation}`);
    try {
      return { state: 'value', value: await read(callOf(detail, options?.region)) };
    } catch (error) {
      // Cancelling ends the scan; everything else that AWS may answer is a fact about this one resource.
      if (!(error instanceof AwsCallError) || error.reason === 'cancelled') throw error;
      if (detail.absent !== undefined && isCode(error.code, detail.absent)) return { state: 'absent' };
      const reason = unreadableReason(error.reason);
      const unreadable = (options?.paths ?? detail.paths).map((path) => ({
        path,
        reason,
        permission: detail.permission,
        message: error.message,
      }));
      return { state: 'unreadable', unreadable };
    }
  };

  const session: AwsSession = {
    accountId: facts.accountId,
    partition: facts.partition,
    region: facts.region,
    signal: facts.signal,
    pages(service, operation, input) {
      const list = declared(lists, 'lists', `${service}:${operation}`);
      const onCapped = (): void => void notes.capped.add(list.operation);
      const pages = narrowedPages(narrowed.get(list.operation), input as AnyInput, (asked) =>
        connection.pages(service, operation, asked, { ...callOf(list, undefined), onCapped }),
      );
      return pages as ReturnType<AwsSession['pages']> as never;
    },
    async call(service, operation, input, options) {
      const list = declared(lists, 'lists', `${service}:${operation}`);
      const how = narrowed.get(list.operation);
      const asked = narrowedInput(how, input as AnyInput);
      const answer = await connection.send(service, operation, asked, callOf(list, options?.region));
      return narrowedAnswer(how, answer as object) as never;
    },
    async detail(service, operation, input, options) {
      return (await readDetail(service, operation, options, (call) =>
        connection.send(service, operation, input as AnyInput, call),
      )) as never;
    },
    async detailPages(service, operation, input, options) {
      return (await readDetail(service, operation, options, async (call) => {
        const pages: object[] = [];
        let capped = false;
        const onCapped = (): void => {
          capped = true;
        };
        const asked = narrowedInput(narrowed.get(`${service}:${operation}`), input as AnyInput);
        for await (const page of connection.pages(service, operation, asked, {
          ...call,
          onCapped,
        })) {
          pages.push(page);
        }
        if (capped) throw tooManyPages(`${service}:${operation}`, call, connection.limits.maxPagesPerList);
        return pages;
      })) as never;
    },
    mapConcurrently: (items, work) => mapInOrder(items, work, connection.limits.itemConcurrency),
  };
  return { session, notes };
}

/** One operation may be declared for several groups of paths; without `options.paths` all of them are meant. */
function mergeDetails(a: DetailOperation, b: DetailOperation): DetailOperation {
  return { ...a, paths: [...a.paths, ...b.paths], absent: [...(a.absent ?? []), ...(b.absent ?? [])] };
}

function tooManyPages(
  operation: string,
  call: { region: string; permission: string },
  pages: number,
): AwsCallError {
  return new AwsCallError({
    reason: 'failed',
    operation,
    region: call.region,
    permission: call.permission,
    code: 'TooManyPages',
    message: `${operation} in ${call.region}: more than ${pages} pages, the rest was not read`,
  });
}

/**
 * Bounded parallel map that yields in the order of the items and leaves out what became undefined. At most
 * `concurrency` items are in work or waiting to be yielded, so a slow consumer slows the calls instead of
 * filling the memory.
 */
export async function* mapInOrder<In, Out>(
  items: Iterable<In> | AsyncIterable<In>,
  work: (item: In) => Promise<Out | undefined>,
  concurrency: number,
): AsyncGenerator<Out> {
  const running: Promise<Out | undefined>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // A failure is thrown when its turn comes; until then it must not count as unhandled.
      result.catch(() => undefined);
      running.push(result);
      if (running.length >= concurrency) {
        const done = await running.shift();
        if (done !== undefined) yield done;
      }
    }
    while (running.length > 0) {
      const done = await running.shift();
      if (done !== undefined) yield done;
    }
  } finally {
    await Promise.allSettled(running);
  }
}
