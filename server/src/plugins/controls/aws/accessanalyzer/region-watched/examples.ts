import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const analyzer = {
  name: 'outside',
  region: 'us-east-1',
  configuration: { Type: 'ACCOUNT', Status: 'ACTIVE' },
};

export const examples = defineExamples({
  pass: [
    {
      title: 'with an analyzer',
      configuration: {},
      surroundings: { analyzers: [analyzer] },
      says: 'outside',
    },
    {
      title: 'with one of the organisation',
      configuration: {},
      surroundings: {
        analyzers: [{ ...analyzer, configuration: { Type: 'ORGANIZATION', Status: 'ACTIVE' } }],
      },
    },
  ],
  fail: [
    { title: 'without one', configuration: {} },
    {
      title: 'with one elsewhere',
      configuration: {},
      surroundings: { analyzers: [{ ...analyzer, region: 'eu-west-1' }] },
    },
    {
      title: 'with one that failed',
      configuration: {},
      surroundings: { analyzers: [{ ...analyzer, configuration: { Type: 'ACCOUNT', Status: 'FAILED' } }] },
    },
    {
      title: 'with one for unused access only',
      configuration: {},
      surroundings: {
        analyzers: [{ ...analyzer, configuration: { Type: 'ACCOUNT_UNUSED_ACCESS', Status: 'ACTIVE' } }],
      },
    },
  ],
  unknown: [{ title: 'whose analyzers were not listed', configuration: {}, unlisted: ['analyzers'] }],
});
