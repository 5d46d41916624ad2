import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';
import { subnets } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-lambda-function-multi-az',
  version: 1,
  title: 'Function runs in several availability zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'A function whose subnets lie in one zone stops when that zone does.',
  advice: {
    console: 'Lambda → the function → Configuration → VPC → Edit: add a subnet of another availability zone.',
    cli: 'aws lambda update-function-configuration --function-name NAME --vpc-config SubnetIds=SUBNET_A,SUBNET_B,SecurityGroupIds=GROUP',
    terraform:
      'resource "aws_lambda_function" "this" {\n  vpc_config {\n    subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]\n  }\n}',
    cloudformation: 'VpcConfig:\n  SubnetIds: [SUBNET_A, SUBNET_B]',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  resource: lambdaFunctionType,
  reads: { subnets: subnets },
  equivalents: ['prowler:awslambda_function_vpc_multi_az'],
  evaluate(lambda, _subject, { subnets }) {
    const ids = lambda.VpcConfig?.SubnetIds ?? [];
    if (ids.length === 0)
      return notApplicable('Outside of a VPC Lambda spreads over zones by itself.', 'VpcConfig');
    if (ids.length === 1)
      return fail('The function has a single subnet, in a single zone.', 'VpcConfig.SubnetIds');
    const zones = new Set(
      ids.flatMap((id) => subnets.by('SubnetId', id)[0]?.configuration.AvailabilityZone ?? []),
    );
    if (zones.size > 1)
      return pass(`The function runs in ${[...zones].join(' and ')}.`, 'VpcConfig.SubnetIds');
    if (zones.size === 0)
      return unknown('The subnets of the function are not in this account.', 'VpcConfig.SubnetIds');
    return fail(`The function runs in ${[...zones].join()} only.`, 'VpcConfig.SubnetIds');
  },
});
