import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that enforces them', configuration: { VpcCni: { EnableNetworkPolicy: true } } }],
  fail: [{ title: 'that does not', configuration: { VpcCni: { EnableNetworkPolicy: false } } }],
  unknown: [
    {
      title: 'whose VpcCni nobody could read',
      configuration: {},
      unreadable: [{ path: 'VpcCni', reason: 'denied', permission: 'eks:DescribeAddon' }],
    },
    { title: 'with a network add-on of its own', configuration: {} },
  ],
});
