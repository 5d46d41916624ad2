import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { adviceFor } from '../ui/state.tsx';
import { type Answer, ApiProblem, api, type Input, isProblem, type OperationId } from './api.ts';
import { signedOut } from './query-client.ts';

type Options<Id extends OperationId> = {
  /** What changed by it: these readings are asked again. */
  refreshes?: OperationId[];
  done?: (answer: Answer<Id>, input: Input<Id>) => ReactNode;
  after?: (answer: Answer<Id>) => void;
  /** Fields of a form are marked by the form itself. */
  quietOn?: number[];
};

/** An act of the API: says when it is done, says why when it is not, and refreshes what it changed. */
export function useAct<Id extends OperationId>(id: Id, options: Options<Id> = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<Id>) =>
      (api.call as (id: Id, input: Input<Id>) => Promise<Answer<Id>>)(id, input),
    onSuccess: async (answer, input) => {
      const message = options.done?.(answer, input);
      if (message !== undefined && message !== null) notifications.show({ message, color: 'green.8' });
      options.after?.(answer);
      await Promise.all(
        (options.refreshes ?? []).map((name) => client.invalidateQueries({ queryKey: [name] })),
      );
    },
    onError: (error) => {
      if (isProblem(error, 401)) signedOut();
      if (error instanceof ApiProblem && options.quietOn?.includes(error.status) && error.details.length > 0)
        return;
      notifyProblem(error);
    },
  });
}

function notifyProblem(error: unknown): void {
  const { what, todo, requestId } = adviceFor(error);
  notifications.show({
    title: what,
    message: requestId === null ? todo : `${todo} Request id ${requestId}.`,
    color: 'red.8',
    autoClose: 12_000,
  });
}
