import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ecrRepositoryType } from '../../../providers/aws/resources/ecr_repository/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ecr-keep-images-clean',
  version: 1,
  title: 'Know what is in your images and who takes them',
  kind: 'security',
  resource: ecrRepositoryType,
  per: 'resource',
  controls: [
    'aws-ecr-repository-policy-not-public',
    'aws-ecr-repository-scanned-on-push',
    'aws-ecr-repository-tags-immutable',
    'aws-ecr-repository-encrypted-with-kms',
  ],
  driftAttributes: ['RepositoryPolicyText', 'ImageTagMutability', 'ImageScanningConfiguration'],
  exposure: (repository) => (repository.RepositoryPolicyText === undefined ? 'account' : 'unknown'),
  effortMinutes: 20,
  references: [],
  advise({ resources: [repository] }) {
    const name = repository.configuration.RepositoryName ?? repository.name;
    const { fails } = repository;
    return {
      title: `${fails.has('aws-ecr-repository-policy-not-public') ? 'Close' : 'Harden'} the repository ${name}`,
      explanation: `${fails.has('aws-ecr-repository-policy-not-public') ? `Strangers may take images from ${name}, with the code in them, or even put some there. ` : ''}What runs in production comes from ${name}: its images should be scanned, and a tag should always mean the same image.`,
      steps: [
        ...(fails.has('aws-ecr-repository-policy-not-public')
          ? [
              {
                text: 'Name the accounts that may pull, and nobody else.',
                commands: [
                  cli`aws ecr get-repository-policy${inRegion(repository)} --repository-name ${name}`,
                ],
              },
            ]
          : []),
        ...(fails.has('aws-ecr-repository-scanned-on-push')
          ? [
              {
                text: 'Scan images when they are pushed.',
                commands: [
                  cli`aws ecr put-image-scanning-configuration${inRegion(repository)} --repository-name ${name} --image-scanning-configuration scanOnPush=true`,
                ],
              },
            ]
          : []),
        ...(fails.has('aws-ecr-repository-tags-immutable')
          ? [
              {
                text: 'Let no tag be moved.',
                commands: [
                  cli`aws ecr put-image-tag-mutability${inRegion(repository)} --repository-name ${name} --image-tag-mutability IMMUTABLE`,
                ],
              },
            ]
          : []),
        {
          text: `Look at the newest image of ${name} and at what is known about it.`,
          commands: [
            cli`aws ecr describe-images${inRegion(repository)} --repository-name ${name} --max-items 5`,
          ],
        },
      ],
      impact: 'What is deployed is what was built and looked at.',
      sideEffects: fails.has('aws-ecr-repository-tags-immutable')
        ? ['Pipelines that push "latest" again and again fail: let them use the commit.']
        : [],
    };
  },
  examples: [
    {
      title: 'a soft repository',
      resources: [
        {
          name: 'web',
          configuration: { RepositoryName: 'web' },
          fails: ['aws-ecr-repository-scanned-on-push', 'aws-ecr-repository-tags-immutable'],
        },
      ],
      says: ['scanOnPush=true', '--image-tag-mutability IMMUTABLE'],
    },
  ],
});
