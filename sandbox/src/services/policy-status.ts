interface Statement {
  Effect?: string;
  Principal?: unknown;
  Condition?: unknown;
}

/** Whether S3 calls a bucket policy public: an Allow for everybody that no condition narrows. */
export function isPublicPolicy(policy: string): boolean {
  const document = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  const statements = [document.Statement ?? []].flat();
  return statements.some((statement) => {
    if (statement.Effect !== 'Allow' || statement.Condition !== undefined) return false;
    const principal = statement.Principal;
    if (principal === '*') return true;
    const aws = (principal as { AWS?: string | string[] } | undefined)?.AWS;
    return [aws ?? []].flat().includes('*');
  });
}
