import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with fixed tags', configuration: { ImageTagMutability: 'IMMUTABLE' } },
    {
      title: 'with fixed tags but one',
      configuration: {
        ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        ImageTagMutabilityExclusionFilters: [{}],
      },
      says: '1',
    },
  ],
  fail: [
    { title: 'with movable tags', configuration: { ImageTagMutability: 'MUTABLE' } },
    { title: 'with the default', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose setting could not be read',
      configuration: {},
      unreadable: [{ path: 'ImageTagMutability', reason: 'failed', permission: 'ecr:DescribeRepositories' }],
    },
  ],
});
