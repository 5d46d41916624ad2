import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is private', configuration: {} },
    { title: 'that one account may use', configuration: { AccountIds: ['999988887777'] } },
  ],
  fail: [{ title: 'that everybody may use', configuration: { AccountIds: ['all'] } }],
  unknown: [
    {
      title: 'whose sharing was denied',
      configuration: {},
      unreadable: [{ path: 'AccountIds', reason: 'denied', permission: 'ssm:DescribeDocumentPermission' }],
    },
  ],
});
