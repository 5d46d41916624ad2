import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ecrRepositoryType } from '../../../providers/aws/resources/ecr_repository/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ecr-expire-images',
  version: 1,
  title: 'Let old images go',
  kind: 'cost',
  resource: ecrRepositoryType,
  per: 'account',
  controls: ['aws-ecr-repository-lifecycle'],
  driftAttributes: ['LifecyclePolicy'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    const policy = JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: 'untagged',
            countType: 'sinceImagePushed',
            countUnit: 'days',
            countNumber: 14,
          },
          action: { type: 'expire' },
        },
      ],
    });
    return {
      title: `Let old images go from ${counted(total, 'repository', 'repositories')}`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'keeps' : 'keep'} every image that was ever built. How much is stored is not collected, so no saving is named here.`,
      steps: [
        {
          text: 'Try the policy first: ECR shows what it would delete.',
          commands: forEach(
            resources,
            (repository) =>
              cli`aws ecr start-lifecycle-policy-preview${inRegion(repository)} --repository-name ${repository.configuration.RepositoryName ?? repository.name} --lifecycle-policy-text ${policy}`,
          ),
        },
        {
          text: 'Set it when the list is right.',
          commands: forEach(
            resources,
            (repository) =>
              cli`aws ecr put-lifecycle-policy${inRegion(repository)} --repository-name ${repository.configuration.RepositoryName ?? repository.name} --lifecycle-policy-text ${policy}`,
          ),
        },
      ],
      impact: 'Storage of images stops to grow without end.',
      sideEffects: ['Images without a tag that something still runs by its digest are deleted too.'],
    };
  },
  examples: [
    {
      title: 'a full one',
      resources: [
        { name: 'api', configuration: { RepositoryName: 'api' }, fails: ['aws-ecr-repository-lifecycle'] },
      ],
      says: ['start-lifecycle-policy-preview', '--repository-name api'],
    },
  ],
});
