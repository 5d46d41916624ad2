import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';
import { readRepository } from '../repository-setting.ts';

type Filter = { filterType: string; filter: string };
/** Tags that match a filter are treated the other way round. */
type State = { ImageTagMutability: string; ImageTagMutabilityExclusionFilters: Filter[] };

export const remediation = defineRemediation<typeof ecrRepositoryType, AwsActingSession, State>({
  id: 'aws-ecr-immutable-tags',
  title: 'Keep the tags of an ECR repository from being moved',
  description:
    'A tag that is pushed once stays with its image. Images and tags that are there stay as they are.',
  resource: ecrRepositoryType,
  risk: 'medium',
  impact:
    'Pipelines that push the same tag again, such as latest, are refused. ' +
    'Pulling goes on as before, and there is no pause.',
  effortMinutes: 10,
  controls: ['aws-ecr-repository-tags-immutable'],
  driftAttributes: ['ImageTagMutability', 'ImageTagMutabilityExclusionFilters'],
  irreversible: null,
  permissions: { read: ['ecr:DescribeRepositories'], write: ['ecr:PutImageTagMutability'] },
  calls: { writes: ['ecr:PutImageTagMutability'] },

  async read(session, { name }) {
    const found = await readRepository(session, name);
    if (found === undefined) return null;
    const filters = (found.imageTagMutabilityExclusionFilters ?? []).map(({ filter, filterType }) => ({
      filterType: filterType ?? 'WILDCARD',
      filter: filter ?? '',
    }));
    return {
      ImageTagMutability: found.imageTagMutability ?? 'MUTABLE',
      ImageTagMutabilityExclusionFilters: filters.sort((a, b) => (a.filter < b.filter ? -1 : 1)),
    };
  },

  plan({ ImageTagMutability }, { target }) {
    if (ImageTagMutability.startsWith('IMMUTABLE')) return { nothing: 'Tags cannot be moved.' };
    return {
      after: { ImageTagMutability: 'IMMUTABLE', ImageTagMutabilityExclusionFilters: [] },
      summary: `Keep the tags of ${target.name} from being moved`,
    };
  },

  async write(session, { name }, _from, { ImageTagMutability, ImageTagMutabilityExclusionFilters: filters }) {
    await session.send('ecr', 'PutImageTagMutability', {
      repositoryName: name,
      imageTagMutability: ImageTagMutability as 'IMMUTABLE',
      ...(filters.length === 0
        ? {}
        : {
            imageTagMutabilityExclusionFilters: filters.map(({ filter, filterType }) => ({
              filter,
              filterType: filterType as 'WILDCARD',
            })),
          }),
    });
  },

  byHand: (target, _before, { ImageTagMutability }) => ({
    cli: [
      awsCommand(
        'ecr put-image-tag-mutability',
        target,
        ...['--repository-name', target.name, '--image-tag-mutability', ImageTagMutability],
      ),
    ],
    terraform: `# In the aws_ecr_repository ${target.name}:\nimage_tag_mutability = ${JSON.stringify(ImageTagMutability)}`,
    console: `ECR → Repositories → ${target.name} → Edit: tag mutability ${ImageTagMutability}.`,
  }),
});
