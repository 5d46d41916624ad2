import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with steps in the project', configuration: { Source: { BuildSpec: 'inline' } } },
    {
      title: 'with steps in a bucket',
      configuration: { Source: { BuildSpec: 'arn:aws:s3:::ci/buildspec.yml' } },
    },
  ],
  fail: [
    {
      title: 'with a file of the repository',
      configuration: { Source: { Type: 'GITHUB', BuildSpec: 'ci/build.yml' } },
    },
    { title: 'that says nothing, which means buildspec.yml', configuration: { Source: { Type: 'GITHUB' } } },
  ],
  unknown: [
    {
      title: 'whose Source nobody could read',
      configuration: {},
      unreadable: [{ path: 'Source', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
  not_applicable: [{ title: 'without a source', configuration: { Source: { Type: 'NO_SOURCE' } } }],
});
