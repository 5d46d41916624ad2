import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-concurrency-reserved',
  version: 1,
  title: 'Function has a concurrency of its own',
  severity: 'low',
  category: 'resilience',
  risk: 'All functions of a region share one limit. One that runs wild takes it all, and everything else stands still.',
  advice: {
    console: 'Lambda → the function → Configuration → Concurrency → Edit: reserve concurrency.',
    cli: 'aws lambda put-function-concurrency --function-name NAME --reserved-concurrent-executions 20',
    terraform: 'resource "aws_lambda_function" "this" {\n  reserved_concurrent_executions = 20\n}',
    cloudformation: 'ReservedConcurrentExecutions: 20',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'],
  resource: lambdaFunctionType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    const reserved = lambda.ReservedConcurrentExecutions;
    if (reserved === undefined)
      return fail('The function shares the limit of the region.', 'ReservedConcurrentExecutions');
    return pass(
      `${reserved} executions are reserved, and no more are taken.`,
      'ReservedConcurrentExecutions',
    );
  },
});
