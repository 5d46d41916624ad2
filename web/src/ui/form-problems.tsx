import { useState } from 'react';
import { ApiProblem } from '../app/api.ts';
import { ErrorNotice } from './state.tsx';

/** The problems that the server found, by field; each is shown next to its field. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(error.details.map((detail) => [detail.path, detail.message]));
}

/**
 * What the form can say before anybody is asked: a sentence for each field, shown at the field from the first try
 * on, so nobody is told off while they still write. With no problem left the act is done.
 */
export function useOwnProblems(problems: Record<string, string | null | undefined>): {
  shown: Record<string, string>;
  attempt: (act: () => void) => void;
} {
  const [tried, setTried] = useState(false);
  const found = Object.fromEntries(
    Object.entries(problems).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return {
    shown: tried ? found : {},
    attempt: (act) => {
      setTried(true);
      if (Object.keys(found).length === 0) act();
    },
  };
}

/** What of an error no field of the form can show. */
export function FormProblem({ error, fields }: { error: unknown; fields: string[] }) {
  if (error === null || error === undefined) return null;
  const named = Object.keys(fieldProblems(error));
  if (named.length > 0 && named.every((name) => fields.includes(name))) return null;
  return <ErrorNotice error={error} title="This was not accepted" />;
}
