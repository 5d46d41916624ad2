import { grantsToAnyone, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudwatchLogResourcePolicyType } from '../../../../providers/aws/resources/cloudwatch_log_resource_policy/schema.ts';

export const control = defineControl({
  id: 'aws-cloudwatch-log-policy-not-public',
  version: 1,
  title: 'Policy of CloudWatch Logs is closed to the public',
  severity: 'high',
  category: 'logging',
  risk: 'A policy that allows anyone to write fills the logs with whatever hides an attack; one that allows anyone to subscribe gives the logs away.',
  advice: {
    console:
      'Policies of CloudWatch Logs are changed by the command line: replace the principal "*" by the service or account that needs it.',
    cli: 'aws logs put-resource-policy --policy-name NAME --policy-document file://policy.json',
    terraform:
      'data "aws_iam_policy_document" "logs" {\n  statement {\n    principals {\n      type        = "Service"\n      identifiers = ["route53.amazonaws.com"]\n    }\n  }\n}',
    cloudformation: 'Principal:\n  Service: route53.amazonaws.com',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
  ],
  resource: cloudwatchLogResourcePolicyType,
  equivalents: ['prowler:cloudwatch_log_group_not_publicly_accessible'],
  evaluate(resource) {
    const answer = grantsToAnyone(parsePolicy(resource.PolicyDocument));
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be judged: ${answer.why}.`, 'PolicyDocument');
    if (answer.answer === 'no') return pass('The policy names who may use the logs.', 'PolicyDocument');
    return fail(`Anyone may use the logs by ${answer.statement}.`, 'PolicyDocument');
  },
});
