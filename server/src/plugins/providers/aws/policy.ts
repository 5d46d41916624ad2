import type { SetupArtifact } from '../../../plugin-kit/define-provider.ts';
import { lookupPermission } from './changes.ts';
import type { AwsCollector } from './session/open-session.ts';

/** What the connection needs besides the collectors: who am I, which regions, who changed it. */
export const connectionPermissions = ['ec2:DescribeRegions', lookupPermission, 'sts:GetCallerIdentity'];

/** Every IAM action that is needed, sorted, each once. */
export function requiredPermissions(collectors: readonly AwsCollector[]): string[] {
  const permissions = new Set(connectionPermissions);
  for (const { lists, details } of collectors) {
    for (const { permission } of [...lists, ...details]) permissions.add(permission);
  }
  return [...permissions].sort();
}

const readActions = /^[a-z0-9-]+:(Get|List|Describe|Lookup|BatchGet|Head)[A-Za-z0-9]*$/;
// Readings by name that start work in the account or hand out secrets and data.
const neverActions =
  /:(GetSecretValue|GetObject|GetItem|GetParameter|BatchGetItem|GetSessionToken|GetFederationToken|GetAuthorizationToken|GetPasswordData|GetLogEvents|GetQueryResults)$/;

/** True for an IAM action that reads configuration, and neither data nor secrets. No wildcards. */
export function isReadPermission(permission: string): boolean {
  // The only reading of API Gateway; which of its objects it opens is said by ARNs, see below.
  if (permission === 'apigateway:GET') return true;
  // Makes the list of users and the age of their credentials; of AWS's access level "Read", as SecurityAudit has it.
  if (permission === 'iam:GenerateCredentialReport') return true;
  return readActions.test(permission) && !neverActions.test(permission);
}

export type Statement = {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: '*' | string[];
  Condition?: { StringEquals: Record<string, string[]> };
};
export type PolicyDocument = { Version: '2012-10-17'; Statement: Statement[] };

/** A managed policy holds 6,144 characters; white space does not count. */
const maxPolicyCharacters = 6_144;

/**
 * Where an action on everything would open more than configuration: `apigateway:GET` also hands out the values of
 * API keys, which are at none of these addresses.
 */
const resourcesOf: Record<string, string[]> = {
  apigateway: ['restapis', 'restapis/*', 'apis', 'apis/*', 'domainnames', 'domainnames/*'].map(
    (path) => `arn:aws:apigateway:*::/${path}`,
  ),
};

/** The permissions as one statement per service, in as many documents as AWS's size limit needs. */
export function policyDocuments(permissions: readonly string[]): PolicyDocument[] {
  return packed(statementsByService(permissions, 'Read'));
}

/** One statement per service, sorted. */
export function statementsByService(permissions: readonly string[], verb: string): Statement[] {
  return [...groupByService(permissions)].map(([service, actions]) => ({
    Sid: sidOf(`${verb}-${service}`),
    Effect: 'Allow',
    Action: actions,
    Resource: resourcesOf[service] ?? '*',
  }));
}

/** The statements in their order, in as many documents as AWS's size limit needs. */
export function packed(statements: readonly Statement[]): PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  let current: PolicyDocument = { Version: '2012-10-17', Statement: [] };
  for (const statement of statements) {
    const grown: PolicyDocument = { ...current, Statement: [...current.Statement, statement] };
    if (JSON.stringify(grown).length > maxPolicyCharacters && current.Statement.length > 0) {
      documents.push(current);
      current = { Version: '2012-10-17', Statement: [statement] };
    } else {
      current = grown;
    }
  }
  if (current.Statement.length > 0) documents.push(current);
  return documents;
}

function groupByService(permissions: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const permission of [...permissions].sort()) {
    const service = permission.slice(0, permission.indexOf(':'));
    groups.set(service, [...(groups.get(service) ?? []), permission]);
  }
  return groups;
}

/** `read-network-firewall` as AWS accepts the name of a statement: `ReadNetworkFirewall`. */
export const sidOf = (words: string): string =>
  words.replace(/(^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_match, _gap, letter: string) => letter.toUpperCase());

/** The documents to grant before connecting: the policies, and a role with them. */
export function setupArtifacts(
  collectors: readonly AwsCollector[],
  options: { externalId?: string; trustedAccountId?: string },
): SetupArtifact[] {
  const documents = policyDocuments(requiredPermissions(collectors));
  const policies = documents.map((document, index): SetupArtifact => {
    const part = documents.length > 1 ? `-${index + 1}` : '';
    return {
      id: `iam_policy${part.replace('-', '_')}`,
      title: documents.length > 1 ? `IAM policy, part ${index + 1} of ${documents.length}` : 'IAM policy',
      fileName: `infraudit-read-only${part}.json`,
      mediaType: 'application/json',
      content: `${JSON.stringify(document, null, 2)}\n`,
    };
  });
  return [
    ...policies,
    {
      id: 'cloudformation_role',
      title: 'CloudFormation template of a read-only role',
      fileName: 'infraudit-role.json',
      mediaType: 'application/json',
      content: `${JSON.stringify(roleTemplate(documents, options), null, 2)}\n`,
    },
  ];
}

/** A stack with the role, its policies, and the role's ARN as output. */
export function roleTemplate(
  documents: readonly PolicyDocument[],
  options: { externalId?: string; trustedAccountId?: string },
): object {
  const policyResources = Object.fromEntries(
    documents.map((document, index) => [
      `ReadOnlyPolicy${index + 1}`,
      {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { Description: 'What InfraAudit reads, and nothing else', PolicyDocument: document },
      },
    ]),
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Read-only role for InfraAudit',
    Parameters: {
      TrustedAccountId: {
        Type: 'String',
        Description: 'The AWS account in which InfraAudit runs',
        AllowedPattern: '\\d{12}',
        ...(options.trustedAccountId === undefined ? {} : { Default: options.trustedAccountId }),
      },
      ExternalId: {
        Type: 'String',
        Description: 'The external id that InfraAudit shows for this connection',
        MinLength: 2,
        MaxLength: 1224,
        AllowedPattern: '[\\w+=,.@:/-]+',
        ...(options.externalId === undefined ? {} : { Default: options.externalId }),
      },
    },
    Resources: {
      ...policyResources,
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Description: 'InfraAudit reads configuration through this role; it cannot change anything',
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${TrustedAccountId}:root` } },
                Action: 'sts:AssumeRole',
                Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
              },
            ],
          },
          ManagedPolicyArns: documents.map((_document, index) => ({ Ref: `ReadOnlyPolicy${index + 1}` })),
        },
      },
    },
    Outputs: {
      RoleArn: { Description: 'Enter this in InfraAudit', Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    },
  };
}
