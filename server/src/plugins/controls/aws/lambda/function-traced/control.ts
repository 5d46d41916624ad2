import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-traced',
  version: 1,
  title: 'Function is traced',
  severity: 'low',
  category: 'monitoring',
  risk: 'A trace shows what a function called and where it failed. Without traces the search begins in all services at once.',
  advice: {
    console:
      'Lambda → the function → Configuration → Monitoring and operations tools → Edit: active tracing.',
    cli: 'aws lambda update-function-configuration --function-name NAME --tracing-config Mode=Active',
    terraform: 'resource "aws_lambda_function" "this" {\n  tracing_config {\n    mode = "Active"\n  }\n}',
    cloudformation: 'TracingConfig:\n  Mode: Active',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html'],
  resource: lambdaFunctionType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    // Left out, the mode is PassThrough: traced only when the caller is.
    if (lambda.TracingConfig?.Mode === 'Active') return pass('Calls are traced.', 'TracingConfig');
    return fail('Calls are traced only when their caller is.', 'TracingConfig');
  },
});
