import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a token from a store',
      configuration: {
        Environment: {
          EnvironmentVariables: [
            { Name: 'NPM_TOKEN', Type: 'SECRETS_MANAGER' },
            { Name: 'STAGE', Type: 'PLAINTEXT' },
          ],
        },
      },
    },
    { title: 'without variables', configuration: { Environment: {} } },
  ],
  fail: [
    {
      title: 'with a plain password',
      configuration: {
        Environment: { EnvironmentVariables: [{ Name: 'DEPLOY_PASSWORD', Type: 'PLAINTEXT' }] },
      },
      says: 'DEPLOY_PASSWORD',
    },
    {
      title: 'with a password without a type, which means plain',
      configuration: { Environment: { EnvironmentVariables: [{ Name: 'DEPLOY_PASSWORD' }] } },
    },
  ],
  unknown: [
    {
      title: 'whose Environment nobody could read',
      configuration: {},
      unreadable: [{ path: 'Environment', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
});
