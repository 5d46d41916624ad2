import type { Policy, Statement } from './document.ts';

/**
 * What a question says about a policy. `yes` names the statement that decides, ready for a sentence
 * (`statement "AllowRead"`, `statement 2`), with what belongs to the question. `unreadable` is never a no.
 */
export type PolicyAnswer<Details = unknown> =
  | ({ answer: 'yes'; statement: string } & Details)
  | { answer: 'no' }
  | { answer: 'unreadable'; why: string };

/** The first statement, in the order of the document, about which `detailsOf` has something to say. */
export function firstStatement<Details extends object>(
  policy: Policy,
  detailsOf: (statement: Statement, all: readonly Statement[]) => Details | undefined,
): PolicyAnswer<Details> {
  if (!policy.readable) return { answer: 'unreadable', why: policy.why };
  for (const statement of policy.statements) {
    const details = detailsOf(statement, policy.statements);
    if (details !== undefined) return { answer: 'yes', statement: statement.label, ...details };
  }
  return { answer: 'no' };
}

/** All that the statements have to say; a list that is empty is the answer no. */
export type PolicyFindings<Finding> =
  | { answer: 'yes'; findings: readonly (Finding & { statement: string })[] }
  | { answer: 'no' }
  | { answer: 'unreadable'; why: string };

export function allStatements<Finding extends object>(
  policy: Policy,
  findingsOf: (statement: Statement, all: readonly Statement[]) => readonly Finding[],
): PolicyFindings<Finding> {
  if (!policy.readable) return { answer: 'unreadable', why: policy.why };
  const findings = policy.statements.flatMap((statement) =>
    findingsOf(statement, policy.statements).map((finding) => ({ ...finding, statement: statement.label })),
  );
  return findings.length === 0 ? { answer: 'no' } : { answer: 'yes', findings };
}
