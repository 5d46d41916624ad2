import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { cloudwatchLogResourcePolicyType } from './schema.ts';

/** Policies of a whole region: who may write to its log groups or subscribe to them. */
export const cloudwatchLogResourcePolicyCollector = defineCollector<AwsSession>({
  resource: cloudwatchLogResourcePolicyType,
  scope: 'regional',
  lists: [
    {
      operation: 'cloudwatch-logs:DescribeResourcePolicies',
      permission: 'logs:DescribeResourcePolicies',
    },
  ],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('cloudwatch-logs', 'DescribeResourcePolicies', {})) {
      for (const policy of page.resourcePolicies ?? []) {
        const name = policy.policyName ?? '';
        const draft = draftConfiguration({
          PolicyName: name,
          PolicyDocument: policyDocument(policy.policyDocument),
          ResourceArn: policy.resourceArn,
        });
        yield observed(session, draft, {
          externalId: `log-resource-policy:${session.region}:${policy.resourceArn ?? ''}:${name}`,
          name,
        });
      }
    }
  },
});
