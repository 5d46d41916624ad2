import type { Repository, RepositoryScanningConfiguration } from '@aws-sdk/client-ecr';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { ecrRepositoryType } from './schema.ts';

type ScanningByName = ReadonlyMap<string, RepositoryScanningConfiguration>;

export const ecrRepositoryCollector = defineCollector<AwsSession>({
  resource: ecrRepositoryType,
  scope: 'regional',
  lists: [{ operation: 'ecr:DescribeRepositories', permission: 'ecr:DescribeRepositories' }],
  details: [
    {
      operation: 'ecr:GetRepositoryPolicy',
      permission: 'ecr:GetRepositoryPolicy',
      paths: ['RepositoryPolicyText'],
      absent: ['RepositoryPolicyNotFound'],
    },
    {
      operation: 'ecr:GetLifecyclePolicy',
      permission: 'ecr:GetLifecyclePolicy',
      paths: ['LifecyclePolicy'],
      absent: ['LifecyclePolicyNotFound'],
    },
    {
      operation: 'ecr:BatchGetRepositoryScanningConfiguration',
      permission: 'ecr:BatchGetRepositoryScanningConfiguration',
      paths: ['RepositoryScanningConfiguration'],
    },
    {
      operation: 'ecr:ListTagsForResource',
      permission: 'ecr:ListTagsForResource',
      paths: ['Tags'],
      absent: ['RepositoryNotFound'],
    },
  ],
  one: (arn) => [
    {
      operation: 'ecr:DescribeRepositories',
      // Names and a page size exclude each other.
      input: { repositoryNames: [idInArn(arn)], maxResults: undefined },
      gone: ['RepositoryNotFound'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('ecr', 'DescribeRepositories', { maxResults: 1000 })) {
      // The scanning configuration is answered for 25 repositories at a time.
      for (const chunk of chunks(page.repositories ?? [], 25)) {
        const scanning = await scanningOf(session, chunk);
        yield* session.mapConcurrently(chunk, (repository) =>
          observeRepository(session, repository, scanning),
        );
      }
    }
  },
});

async function scanningOf(session: AwsSession, repositories: Repository[]): Promise<Detail<ScanningByName>> {
  const answer = await session.detail('ecr', 'BatchGetRepositoryScanningConfiguration', {
    repositoryNames: repositories.map((repository) => repository.repositoryName ?? ''),
  });
  if (answer.state !== 'value') return answer;
  const found = answer.value.scanningConfigurations ?? [];
  return {
    state: 'value',
    value: new Map(found.map((scanning) => [scanning.repositoryName ?? '', scanning])),
  };
}

async function observeRepository(
  session: AwsSession,
  repository: Repository,
  scanning: Detail<ScanningByName>,
) {
  const { repositoryName, repositoryArn } = repository;
  const [policy, lifecycle, tags] = await Promise.all([
    session.detail('ecr', 'GetRepositoryPolicy', { repositoryName }),
    session.detail('ecr', 'GetLifecyclePolicy', { repositoryName }),
    session.detail('ecr', 'ListTagsForResource', { resourceArn: repositoryArn }),
  ]);
  // Deleted between the list and its details.
  if (tags.state === 'absent') return undefined;
  const { encryptionConfiguration: encryption, imageScanningConfiguration: scan } = repository;
  const draft = draftConfiguration({
    RepositoryName: repositoryName,
    Arn: repositoryArn,
    RepositoryUri: repository.repositoryUri,
    ImageTagMutability: repository.imageTagMutability,
    ImageTagMutabilityExclusionFilters: sortedBy(
      repository.imageTagMutabilityExclusionFilters?.map(({ filter, filterType }) => ({
        ImageTagMutabilityExclusionFilterType: filterType,
        ImageTagMutabilityExclusionFilterValue: filter,
      })),
      (filter) => [
        filter.ImageTagMutabilityExclusionFilterType,
        filter.ImageTagMutabilityExclusionFilterValue,
      ],
    ),
    ImageScanningConfiguration: propertyNames(scan),
    EncryptionConfiguration: propertyNames(encryption),
  });
  draft.put('RepositoryPolicyText', policy, (answer) => policyDocument(answer.policyText));
  draft.put('LifecyclePolicy', lifecycle, (answer) => ({
    LifecyclePolicyText: policyDocument(answer.lifecyclePolicyText),
    RegistryId: answer.registryId,
  }));
  draft.put('RepositoryScanningConfiguration', scanning, (byName) => {
    const own = byName.get(repositoryName ?? '');
    return own && { ScanFrequency: own.scanFrequency, ScanOnPush: own.scanOnPush };
  });
  return observed(session, draft, {
    externalId: repositoryArn ?? '',
    name: repositoryName,
    tags: draft.take(tags)?.tags,
  });
}
