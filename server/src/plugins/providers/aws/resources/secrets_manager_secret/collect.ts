import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { secretsManagerSecretType } from './schema.ts';

export const secretsManagerSecretCollector = defineCollector<AwsSession>({
  resource: secretsManagerSecretType,
  scope: 'regional',
  lists: [{ operation: 'secrets-manager:ListSecrets', permission: 'secretsmanager:ListSecrets' }],
  details: [
    // The list leaves out the replicas; DescribeSecret does not answer the value.
    {
      operation: 'secrets-manager:DescribeSecret',
      permission: 'secretsmanager:DescribeSecret',
      paths: ['ReplicaRegions'],
    },
    {
      operation: 'secrets-manager:GetResourcePolicy',
      permission: 'secretsmanager:GetResourcePolicy',
      paths: ['ResourcePolicy'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(secrets(session), (secret) => observeSecret(session, secret));
  },
});

async function* secrets(session: AwsSession): AsyncIterable<SecretListEntry> {
  const input = { IncludePlannedDeletion: true, MaxResults: 100 };
  for await (const page of session.pages('secrets-manager', 'ListSecrets', input))
    yield* page.SecretList ?? [];
}

// Left out because they move by themselves: NextRotationDate and the ids of the versions.
async function observeSecret(session: AwsSession, secret: SecretListEntry): Promise<ObservedResource> {
  const name = secret.Name ?? '';
  const arn =
    secret.ARN ||
    `arn:${session.partition}:secretsmanager:${session.region}:${session.accountId}:secret:${name}`;
  const [description, policy] = await Promise.all([
    session.detail('secrets-manager', 'DescribeSecret', { SecretId: arn }),
    session.detail('secrets-manager', 'GetResourcePolicy', { SecretId: arn }),
  ]);
  const rules = secret.RotationRules;
  const draft = draftConfiguration({
    Id: arn,
    Name: name,
    Description: unlessBlank(secret.Description),
    KmsKeyId: unlessBlank(secret.KmsKeyId),
    Type: unlessBlank(secret.Type),
    RotationEnabled: secret.RotationEnabled,
    RotationLambdaARN: unlessBlank(secret.RotationLambdaARN),
    RotationRules: rules && {
      AutomaticallyAfterDays: rules.AutomaticallyAfterDays,
      Duration: unlessBlank(rules.Duration),
      ScheduleExpression: unlessBlank(rules.ScheduleExpression),
    },
    OwningService: unlessBlank(secret.OwningService),
    PrimaryRegion: unlessBlank(secret.PrimaryRegion),
    CreatedDate: secret.CreatedDate,
    DeletedDate: secret.DeletedDate,
    // AWS keeps the day only; a time of day would be a new version without news.
    LastAccessedDate: secret.LastAccessedDate?.toISOString().slice(0, 10),
    LastChangedDate: secret.LastChangedDate,
    LastRotatedDate: secret.LastRotatedDate,
  });
  draft.put('ReplicaRegions', description, (it) =>
    sortedBy(
      it.ReplicationStatus?.map(({ Region, KmsKeyId }) => ({ Region, KmsKeyId: unlessBlank(KmsKeyId) })),
      (replica) => [replica.Region],
    ),
  );
  draft.put('ResourcePolicy', policy, (it) => policyDocument(it.ResourcePolicy));
  return observed(session, draft, { externalId: arn, name, tags: secret.Tags });
}
