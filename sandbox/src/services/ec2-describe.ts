import type { Filter, Tag } from '@aws-sdk/client-ec2';
import { awsError } from '../protocols/errors.ts';
import type { Table } from '../world/table.ts';
import { pageOf } from './paging.ts';

export type Filters<T> = Record<string, (record: T) => (string | undefined)[]>;

interface DescribeInput {
  Filters?: Filter[] | undefined;
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

const largestPage = 1000;

function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`);
}

function matchesFilter<T extends { Tags?: Tag[] | undefined }>(
  record: T,
  filter: Filter,
  known: Filters<T>,
): boolean {
  const name = filter.Name ?? '';
  const wanted = (filter.Values ?? []).map(wildcard);
  const tagKey = /^tag:(.+)$/.exec(name)?.[1];
  let values: (string | undefined)[];
  if (tagKey) values = (record.Tags ?? []).filter((tag) => tag.Key === tagKey).map((tag) => tag.Value);
  else if (name === 'tag-key') values = (record.Tags ?? []).map((tag) => tag.Key);
  else {
    const read = known[name];
    if (!read) throw awsError('InvalidParameterValue', 400, `The filter '${name}' is invalid`);
    values = read(record);
  }
  return values.some((value) => value !== undefined && wanted.some((pattern) => pattern.test(value)));
}

/**
 * The way every EC2 Describe call works: by ids (an unknown one is an error), by filters, or all, in pages
 * of at most 1000.
 */
export function describe<T extends { Tags?: Tag[] | undefined }>(
  table: Table<T>,
  ids: string[] | undefined,
  input: DescribeInput,
  kind: { notFound: string; noun: string; filters?: Filters<T> },
): { items: T[]; next: string | undefined } {
  let source: Table<T> | T[] = table;
  if (ids && ids.length > 0) {
    source = ids.map((id) => {
      const record = table.get(id);
      if (!record) throw awsError(kind.notFound, 400, `The ${kind.noun} '${id}' does not exist`);
      return record;
    });
  }
  const filters = input.Filters ?? [];
  if (filters.length > 0) {
    const records: T[] = Array.isArray(source) ? source : source.all();
    source = records.filter((record) =>
      filters.every((filter) => matchesFilter(record, filter, kind.filters ?? {})),
    );
  }
  return pageOf(source, {
    token: input.NextToken,
    max: input.MaxResults,
    usual: largestPage,
    largest: largestPage,
    invalidToken: () => awsError('InvalidNextToken', 400, 'The specified pagination token is not valid.'),
  });
}

/** `NextToken` only when there is one, as on the wire. */
export function nextToken(next: string | undefined): { NextToken?: string } {
  return next === undefined ? {} : { NextToken: next };
}
