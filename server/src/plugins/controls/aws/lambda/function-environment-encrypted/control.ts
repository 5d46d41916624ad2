import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-environment-encrypted',
  version: 1,
  title: 'Environment of the function is encrypted with a key of your own',
  severity: 'medium',
  category: 'encryption',
  risk: 'Environment variables hold addresses and often passwords. With a key of your own reading them takes a second permission.',
  advice: {
    console:
      'Lambda → the function → Configuration → Environment variables → Edit → Encryption configuration: use a customer managed key.',
    cli: 'aws lambda update-function-configuration --function-name NAME --kms-key-arn KEY_ARN',
    terraform: 'resource "aws_lambda_function" "this" {\n  kms_key_arn = aws_kms_key.lambda.arn\n}',
    cloudformation: 'KmsKeyArn: KEY_ARN',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_env_vars_not_encrypted_with_cmk'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    const count = lambda.Environment?.VariableNames?.length ?? 0;
    if (count === 0)
      return notApplicable('The function has no environment variable.', 'Environment.VariableNames');
    if (lambda.KmsKeyArn !== undefined)
      return pass('The environment is encrypted with a key of your own.', 'KmsKeyArn');
    return fail(
      `${count === 1 ? 'One variable is' : `${count} variables are`} encrypted with the key of the service only.`,
      'KmsKeyArn',
      'Environment.VariableNames',
    );
  },
});
