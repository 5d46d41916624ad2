import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';
import { endOfSupport } from '../runtime-support.ts';

export const control = defineControl({
  id: 'aws-lambda-function-runtime-supported',
  version: 1,
  title: 'Function runs on a supported runtime',
  severity: 'medium',
  category: 'compute',
  risk: 'After its end of support a runtime gets no more patches. Weaknesses that are published then stay open in every function that uses it.',
  advice: {
    console:
      'Lambda → the function → Code → Runtime settings → Edit: choose a newer runtime and test the function.',
    cli: 'aws lambda update-function-configuration --function-name NAME --runtime python3.13',
    terraform: 'resource "aws_lambda_function" "this" {\n  runtime = "python3.13"\n}',
    cloudformation: 'Runtime: python3.13',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html'],
  resource: lambdaFunctionType,
  dependsOnTime: true,
  equivalents: ['prowler:awslambda_function_using_supported_runtimes'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda, { judgedAt }) {
    if (lambda.PackageType === 'Image')
      return notApplicable('The function is an image that brings its own runtime.', 'PackageType');
    const runtime = lambda.Runtime;
    if (runtime === undefined) return unknown('Which runtime the function uses was not told.', 'Runtime');
    const end = endOfSupport.get(runtime);
    if (end === undefined) return unknown(`The end of support of ${runtime} is not known.`, 'Runtime');
    if (judgedAt.getTime() > Date.parse(`${end}T23:59:59.999Z`))
      return fail(`${runtime} is not supported since ${end}.`, 'Runtime');
    return pass(`${runtime} is supported until ${end}.`, 'Runtime');
  },
});
