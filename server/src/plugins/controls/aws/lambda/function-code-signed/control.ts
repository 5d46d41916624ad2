import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-code-signed',
  version: 1,
  title: 'Function takes signed code only',
  severity: 'low',
  category: 'compute',
  risk: 'Whoever may update a function may put any code into it. With code signing only what your own pipeline has signed is accepted.',
  advice: {
    console:
      'Lambda → the function → Configuration → Code signing → Edit: choose a code signing configuration that blocks.',
    cli: 'aws lambda put-function-code-signing-config --function-name NAME --code-signing-config-arn CONFIG_ARN',
    terraform:
      'resource "aws_lambda_function" "this" {\n  code_signing_config_arn = aws_lambda_code_signing_config.this.arn\n}',
    cloudformation: 'CodeSigningConfigArn: CONFIG_ARN',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html'],
  resource: lambdaFunctionType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    if (lambda.PackageType === 'Image')
      return notApplicable('Images are signed in their registry.', 'PackageType');
    if (lambda.CodeSigningConfigArn !== undefined)
      return pass('Code must be signed.', 'CodeSigningConfigArn');
    return fail('Code need not be signed.', 'CodeSigningConfigArn');
  },
});
