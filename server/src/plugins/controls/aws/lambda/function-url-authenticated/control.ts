import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-url-authenticated',
  version: 1,
  title: 'Address of the function asks who calls',
  severity: 'high',
  category: 'networking',
  risk: 'An address without authentication runs the code of the function for anybody on the internet who finds it.',
  advice: {
    console: 'Lambda → the function → Configuration → Function URL → Edit: auth type AWS_IAM.',
    cli: 'aws lambda update-function-url-config --function-name NAME --auth-type AWS_IAM',
    terraform: 'resource "aws_lambda_function_url" "this" {\n  authorization_type = "AWS_IAM"\n}',
    cloudformation: 'Type: AWS::Lambda::Url\nProperties:\n  AuthType: AWS_IAM',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_url_public'],
  evaluate(lambda) {
    const url = lambda.FunctionUrlConfig;
    if (url === undefined) return notApplicable('The function has no address.', 'FunctionUrlConfig');
    if (url.AuthType === 'AWS_IAM')
      return pass('The address asks for a signature of AWS.', 'FunctionUrlConfig.AuthType');
    return fail('The address answers anybody.', 'FunctionUrlConfig.AuthType');
  },
});
