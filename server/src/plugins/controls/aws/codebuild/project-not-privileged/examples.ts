import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without privileges', configuration: { Environment: { PrivilegedMode: false } } },
    { title: 'that says nothing, which means none', configuration: { Environment: {} } },
  ],
  fail: [{ title: 'with privileges', configuration: { Environment: { PrivilegedMode: true } } }],
  unknown: [
    {
      title: 'whose Environment nobody could read',
      configuration: {},
      unreadable: [{ path: 'Environment', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
});
