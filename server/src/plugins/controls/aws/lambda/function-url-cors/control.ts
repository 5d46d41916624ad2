import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-url-cors',
  version: 1,
  title: 'Address of the function names the sites that may call it',
  severity: 'medium',
  category: 'networking',
  risk: 'An address that allows every origin lets any web page use it from the browser of somebody who is signed in.',
  advice: {
    console: 'Lambda → the function → Configuration → Function URL → Edit → CORS: name the origins.',
    cli: 'aws lambda update-function-url-config --function-name NAME --cors AllowOrigins=https://www.example.com',
    terraform:
      'resource "aws_lambda_function_url" "this" {\n  cors {\n    allow_origins = ["https://www.example.com"]\n  }\n}',
    cloudformation: 'Cors:\n  AllowOrigins: [https://www.example.com]',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_url_cors_policy'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    const url = lambda.FunctionUrlConfig;
    if (url === undefined) return notApplicable('The function has no address.', 'FunctionUrlConfig');
    // Without CORS settings browsers let no other site read the answer.
    const origins = url.Cors?.AllowOrigins ?? [];
    if (origins.includes('*')) return fail('Every site may call the address.', 'FunctionUrlConfig.Cors');
    if (origins.length === 0) return pass('No other site may call the address.', 'FunctionUrlConfig.Cors');
    return pass(
      `Only these sites may call the address: ${origins.slice(0, 5).join(', ')}.`,
      'FunctionUrlConfig.Cors',
    );
  },
});
