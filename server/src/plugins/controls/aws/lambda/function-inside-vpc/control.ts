import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-inside-vpc',
  version: 1,
  title: 'Function runs inside of a VPC',
  severity: 'low',
  category: 'networking',
  risk: 'A function outside of a VPC reaches the whole internet and is held back by no security group: a good way out for stolen data.',
  advice: {
    console: 'Lambda → the function → Configuration → VPC → Edit: VPC, private subnets and a security group.',
    cli: 'aws lambda update-function-configuration --function-name NAME --vpc-config SubnetIds=SUBNET_A,SUBNET_B,SecurityGroupIds=GROUP',
    terraform:
      'resource "aws_lambda_function" "this" {\n  vpc_config {\n    subnet_ids         = aws_subnet.private[*].id\n    security_group_ids = [aws_security_group.this.id]\n  }\n}',
    cloudformation: 'VpcConfig:\n  SubnetIds: [SUBNET_A, SUBNET_B]\n  SecurityGroupIds: [GROUP]',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_inside_vpc'],
  evaluate(lambda) {
    if ((lambda.VpcConfig?.SubnetIds ?? []).length > 0)
      return pass('The function runs in subnets of a VPC.', 'VpcConfig');
    return fail('The function runs outside of any VPC.', 'VpcConfig');
  },
});
