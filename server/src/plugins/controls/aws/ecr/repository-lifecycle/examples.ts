import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with a policy', configuration: { LifecyclePolicy: { LifecyclePolicyText: { rules: [] } } } },
  ],
  fail: [{ title: 'without a policy', configuration: {} }],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [{ path: 'LifecyclePolicy', reason: 'denied', permission: 'ecr:GetLifecyclePolicy' }],
    },
  ],
});
