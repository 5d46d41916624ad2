import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-access-logs-kept',
  version: 1,
  title: 'Classic load balancer keeps access logs',
  severity: 'medium',
  category: 'logging',
  risk: 'Without the logs of the balancer nobody can tell afterwards who connected, from where, and which requests failed.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Attributes → Edit: switch on "Access logs" and name an S3 location.',
    cli: "aws elb modify-load-balancer-attributes --load-balancer-name NAME --load-balancer-attributes 'AccessLog={Enabled=true,S3BucketName=BUCKET,EmitInterval=5}'",
    terraform: 'resource "aws_elb" "this" {\n  access_logs {\n    bucket = aws_s3_bucket.logs.id\n  }\n}',
    cloudformation: 'AccessLoggingPolicy:\n  Enabled: true\n  S3BucketName: !Ref Logs',
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html'],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_logging_enabled'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    if (balancer.AccessLoggingPolicy?.Enabled === true)
      return pass(
        `Access logs go to ${balancer.AccessLoggingPolicy.S3BucketName ?? 'a bucket'}.`,
        'AccessLoggingPolicy',
      );
    return fail('Access logs are off, which is the default.', 'AccessLoggingPolicy');
  },
});
