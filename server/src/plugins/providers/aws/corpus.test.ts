import { describe, expect, it } from 'vitest';
import { awsCollectors } from './collectors.generated.ts';
import { AwsCallError } from './session/call-error.ts';
import type { AwsCollector } from './session/open-session.ts';
import {
  answerOf,
  type Corpus,
  type CorpusRecord,
  corpusFolder,
  holders,
  identityOf,
  itemsOf,
  openCorpus,
} from './testing/corpus.ts';
import { collectAll, type RecordedResponses, replaySession } from './testing/replay.ts';

const folder = corpusFolder();
if (folder === undefined) {
  console.warn(
    'recorded AWS answers (../shared/corpora/c7n-placebo) are not here: the corpus test is skipped',
  );
}

// The account that the recordings name, so that "own" resources are recognised as own.
const accountId = '644160558196';

/** Answers for everything but the list under test: of the same scenario, else of any, else denied. */
function surroundings(corpus: Corpus, collector: AwsCollector, record: CorpusRecord): RecordedResponses {
  const responses: RecordedResponses = {};
  for (const { operation } of [...collector.lists, ...collector.details]) {
    const all = corpus.of(operation);
    const same = all.filter((other) => other.test === record.test);
    const records = same.length > 0 ? same : all;
    let turn = 0;
    if (records.length > 0)
      responses[operation] = () => unpaged(answerOf(records[turn++ % records.length] as CorpusRecord));
  }
  return responses;
}

// A recorded page names a next page that was not recorded.
function unpaged<T extends object>(answer: T): T {
  const {
    NextToken,
    nextToken,
    NextMarker,
    Marker,
    IsTruncated,
    ContinuationToken,
    LastEvaluatedTableName,
    ...rest
  } = answer as Record<string, unknown>;
  return rest as T;
}

const bySize = (a: CorpusRecord, b: CorpusRecord): number =>
  JSON.stringify(b.data).length - JSON.stringify(a.data).length;

/** Every member name that occurs in the items, at any depth. */
function memberNames(items: unknown[]): Set<string> {
  const names = new Set<string>();
  JSON.stringify(items, (name, value) => {
    if (name !== '' && !/^\d+$/.test(name)) names.add(name);
    return value;
  });
  return names;
}

// The other lists of a collector may be denied here; anything but AWS's own answer is a defect.
function onlyCallErrors(error: unknown): unknown[] {
  if (error instanceof AwsCallError) return [];
  throw error;
}

describe.skipIf(folder === undefined)('recorded answers of real accounts', () => {
  const corpus = openCorpus(folder ?? '');
  for (const collector of awsCollectors) {
    const { type } = collector.resource;
    for (const { operation } of collector.lists) {
      const records = corpus.of(operation);
      const isHolder = holders[type]?.[operation] !== undefined;
      if (records.length === 0 || isHolder) continue;
      it(`${type}: each of ${records.length} answers of ${operation} gives its resources`, async () => {
        for (const record of records) {
          const where = `${record.test} #${record.seq}`;
          const otherLists = collector.lists.filter((list) => list.operation !== operation);
          const responses: RecordedResponses = {
            ...surroundings(corpus, collector, record),
            ...Object.fromEntries(otherLists.map((list) => [list.operation, {}])),
            ...holders[type],
            [operation]: [unpaged(answerOf(record)), {}],
          };
          const session = replaySession({ responses, collector, accountId });
          if (record.status >= 400) {
            await expect(collectAll(collector, session), where).rejects.toMatchObject({
              name: 'AwsCallError',
            });
            continue;
          }
          const resources = await collectAll(collector, session);
          const expected = itemsOf(operation, record.data).filter(
            (item) => collector.leftOut?.(item) === undefined,
          );
          expect(resources.length, `${where}: as many resources as items`).toBe(expected.length);
          const ids = resources.map((resource) => resource.externalId);
          const distinct = new Set(expected.map(identityOf)).size;
          expect(new Set(ids).size, `${where}: unique ids in ${ids.join(' ')}`).toBe(distinct);
          for (const resource of resources) {
            expect(resource.externalId, where).not.toBe('');
            expect(JSON.parse(JSON.stringify(resource.configuration)), where).toEqual(resource.configuration);
            const parsed = collector.resource.schema.safeParse(resource.configuration);
            expect(parsed.error?.issues ?? [], `${where}: ${resource.externalId} fits the schema`).toEqual(
              [],
            );
          }
        }
      });
    }
  }

  for (const collector of awsCollectors) {
    for (const { operation } of collector.lists) {
      const [record] = corpus
        .of(operation)
        .filter((candidate) => candidate.status < 400)
        .sort(bySize);
      if (record === undefined) continue;
      it(`${collector.resource.type}: no member of an item of ${operation} is indispensable`, async () => {
        for (const key of memberNames(itemsOf(operation, record.data))) {
          const lacking = JSON.parse(JSON.stringify(record.data), (name, value) =>
            name === key ? undefined : value,
          );
          const responses: RecordedResponses = {
            ...surroundings(corpus, collector, record),
            [operation]: [unpaged(lacking), {}],
          };
          const collected = collectAll(collector, replaySession({ responses, collector, accountId }));
          await expect(
            collected.catch(onlyCallErrors),
            `${record.test} without ${key}`,
          ).resolves.toBeInstanceOf(Array);
        }
      });
    }
  }

  it('covers the list of most collectors', () => {
    const covered = awsCollectors.filter(({ lists }) =>
      lists.some(({ operation }) => corpus.of(operation).length > 0),
    );
    expect(covered.length).toBeGreaterThan(awsCollectors.length / 2);
  });
});
