import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { attributeOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-access-logs-kept',
  version: 1,
  title: 'Load balancer keeps access logs',
  severity: 'medium',
  category: 'logging',
  risk: 'Requests are gone once they are answered. Without the logs of the balancer nobody can tell afterwards who asked for what, from where, and when an attack began.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Attributes → Edit → Monitoring: switch on "Access logs" and name an S3 bucket.',
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=BUCKET',
    terraform:
      'resource "aws_lb" "this" {\n  access_logs {\n    bucket  = aws_s3_bucket.logs.id\n    enabled = true\n  }\n}',
    cloudformation:
      'LoadBalancerAttributes:\n  - Key: access_logs.s3.enabled\n    Value: "true"\n  - Key: access_logs.s3.bucket\n    Value: !Ref Logs',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_logging_enabled'],
  evaluate(balancer) {
    if (balancer.Type !== 'application' && balancer.Type !== 'network')
      return notApplicable(`A load balancer of the type ${balancer.Type} has no such logs.`, 'Type');
    if (attributeOf(balancer, 'access_logs.s3.enabled') === 'true')
      return pass(
        `Access logs go to ${attributeOf(balancer, 'access_logs.s3.bucket') || 'a bucket'}.`,
        'LoadBalancerAttributes',
      );
    return fail('Access logs are off, which is the default.', 'LoadBalancerAttributes');
  },
});
