import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, isProblem } from './api.ts';

let onSignedOut: () => void = () => undefined;

/** What to do when the server no longer knows who we are. Set by the router, which knows where we are. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The first question of all is who we are; the frame itself decides what its answer means.
      const first = query.queryKey[0] === 'getMe' && query.state.data === undefined;
      if (isProblem(error, 401) && !first) onSignedOut();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // An answer of the server is an answer; only its absence is worth another try.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502),
    },
  },
});

export function signedOut(): void {
  onSignedOut();
}
