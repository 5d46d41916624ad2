import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is private', configuration: { Visibility: 'PRIVATE' } },
    { title: 'that says nothing, which means private', configuration: {} },
  ],
  fail: [{ title: 'that is public', configuration: { Visibility: 'PUBLIC_READ' } }],
  unknown: [
    {
      title: 'whose Visibility nobody could read',
      configuration: {},
      unreadable: [{ path: 'Visibility', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
});
