import { type Answer, ApiProblem, createClient, type Input, type OperationId } from '@infraudit/api-client';
import { queryOptions } from '@tanstack/react-query';

/** The page and the API share one origin; the header is what the server asks of a browser that has a cookie. */
export const api = createClient({ baseUrl: '', headers: { 'X-Requested-With': 'infraudit' } });

export type { Answer, Body, Input, Item, OperationId, Query } from '@infraudit/api-client';
export { ApiProblem };

/**
 * A query of TanStack for a reading operation: the key is the operation and its input, so acts can name it. While
 * another page or filter of the same list loads, the one before it stays; the answer about one thing never stands
 * in for another's.
 */
export function read<Id extends OperationId>(id: Id, input?: Omit<Input<Id>, 'signal'>) {
  const path = pathOf(input);
  return queryOptions({
    queryKey: [id, input ?? {}] as const,
    placeholderData: (previous: Answer<Id> | undefined, query) =>
      path === undefined || (isList(previous) && path === pathOf(query?.queryKey[1])) ? previous : undefined,
    queryFn: ({ signal }): Promise<Answer<Id>> => {
      const call = api.call as (id: Id, input: object) => Promise<Answer<Id>>;
      return call(id, { ...input, signal });
    },
  });
}

function pathOf(input: object | undefined): string | undefined {
  return input !== undefined && 'path' in input ? JSON.stringify(input.path) : undefined;
}

const isList = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'data' in answer && Array.isArray(answer.data);

export function isProblem(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status;
}
