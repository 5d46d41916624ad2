import type { WriteArtifact, WritePurpose, WriteStatement } from '../../../plugin-kit/define-provider.ts';
import { packed, type Statement, sidOf, statementsByService } from './policy.ts';
import { writePermissions } from './tags/tag-rules.ts';

/**
 * To which service a role may be handed by who has `iam:PassRole`, by the call that hands it over. Without this a
 * holder of the policy could give any role to any service.
 */
const passedTo: Record<string, string> = {
  'config:PutConfigurationRecorder': 'config.amazonaws.com',
  'ec2:CreateFlowLogs': 'vpc-flow-logs.amazonaws.com',
};

/** What the credentials for writing need: a statement for each kind of change, and one per service for tags. */
export function writeArtifacts(
  changes: readonly WritePurpose[],
  { tags }: { tags: boolean },
): WriteArtifact[] {
  const forTags = tags ? statementsByService(writePermissions(), 'Tag').map(ofTags) : [];
  const all = [...forTags, ...changes.flatMap(ofChange)];
  const said = new Map(all.map(({ statement, ...words }) => [statement.Sid, words]));
  const documents = packed(all.map(({ statement }) => statement));
  const several = documents.length > 1;
  return documents.map((document, index) => ({
    id: `iam_write_policy_${index + 1}`,
    title: several
      ? `IAM policy for changes, part ${index + 1} of ${documents.length}`
      : 'IAM policy for changes',
    fileName: several ? `infraudit-write-${index + 1}.json` : 'infraudit-write.json',
    mediaType: 'application/json',
    content: `${JSON.stringify(document, null, 2)}\n`,
    statements: document.Statement.map(
      ({ Sid, Action }): WriteStatement => ({
        id: Sid,
        purpose: said.get(Sid)?.purpose ?? '',
        change: said.get(Sid)?.change ?? null,
        permissions: Action,
      }),
    ),
  }));
}

type Said = { statement: Statement } & Pick<WriteStatement, 'purpose' | 'change'>;

const ofTags = (statement: Statement): Said => ({
  statement,
  purpose: `Change tags by ${statement.Action[0]?.split(':')[0]}`,
  change: null,
});

function ofChange({ id, title, permissions }: WritePurpose): Said[] {
  if (permissions.length === 0) return [];
  const words = { purpose: title, change: id };
  const sid = sidOf(id.replace(/^aws-/, ''));
  const services = permissions.flatMap((permission) => passedTo[permission] ?? []);
  const handsOver = permissions.includes('iam:PassRole');
  const rest = permissions.filter((permission) => permission !== 'iam:PassRole');
  const statement: Statement = {
    Sid: sid,
    Effect: 'Allow',
    Action: [...new Set(rest)].sort(),
    Resource: '*',
  };
  if (!handsOver) return [{ statement, ...words }];
  if (services.length === 0)
    throw new RangeError(`${id} hands over a role, and nothing says to which service`);
  const handing: Statement = {
    Sid: `${sid}PassRole`,
    Effect: 'Allow',
    Action: ['iam:PassRole'],
    Resource: '*',
    Condition: { StringEquals: { 'iam:PassedToService': services } },
  };
  return [
    { statement, ...words },
    { statement: handing, ...words },
  ];
}
