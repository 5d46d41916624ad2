import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with a rule', configuration: { Rules: [{ Name: 'rate', Priority: 0 }] } },
    { title: 'with rules of Firewall Manager', configuration: { ManagedRuleGroupNames: ['central'] } },
  ],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Rules', reason: 'denied', permission: 'wafv2:GetWebACL' }],
      says: 'wafv2:GetWebACL',
    },
  ],
});
