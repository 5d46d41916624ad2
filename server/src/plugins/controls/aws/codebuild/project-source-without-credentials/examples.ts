import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'without credentials',
      configuration: {
        Source: {
          Type: 'GITHUB',
          Location: 'https://github.com/example/web.git',
          LocationHasCredentials: false,
        },
      },
    },
    { title: 'without an address', configuration: { Source: { Type: 'NO_SOURCE' } } },
  ],
  fail: [
    {
      title: 'with a token',
      configuration: {
        Source: { Location: 'https://github.com/example/web.git', LocationHasCredentials: true },
      },
    },
    {
      title: 'with a token in a second source',
      configuration: {
        Source: {},
        SecondarySources: [{ SourceIdentifier: 'tools', LocationHasCredentials: true }],
      },
      says: 'tools',
    },
  ],
  unknown: [
    {
      title: 'whose Source nobody could read',
      configuration: {},
      unreadable: [{ path: 'Source', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
});
