import { ApiProblem } from '../app/api.ts';
import { ErrorNotice } from './state.tsx';

/** The problems that the server found, by field; each is shown next to its field. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(error.details.map((detail) => [detail.path, detail.message]));
}

/** What of an error no field of the form can show. */
export function FormProblem({ error, fields }: { error: unknown; fields: string[] }) {
  if (error === null || error === undefined) return null;
  const named = Object.keys(fieldProblems(error));
  if (named.length > 0 && named.every((name) => fields.includes(name))) return null;
  return <ErrorNotice error={error} title="This was not accepted" />;
}
