import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-dead-letter-queue',
  version: 1,
  title: 'Function keeps events that it could not work off',
  severity: 'medium',
  category: 'resilience',
  risk: 'An event that fails three times is gone. With a dead-letter queue it waits until somebody has repaired the cause.',
  advice: {
    console: 'Lambda → the function → Configuration → Asynchronous invocation → Edit: dead-letter queue.',
    cli: 'aws lambda update-function-configuration --function-name NAME --dead-letter-config TargetArn=QUEUE_ARN',
    terraform:
      'resource "aws_lambda_function" "this" {\n  dead_letter_config {\n    target_arn = aws_sqs_queue.failed.arn\n  }\n}',
    cloudformation: 'DeadLetterConfig:\n  TargetArn: QUEUE_ARN',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_no_dead_letter_queue'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    if (lambda.DeadLetterConfig?.TargetArn !== undefined)
      return pass('Events that fail go to a dead-letter queue.', 'DeadLetterConfig');
    return fail('Events that fail are lost.', 'DeadLetterConfig');
  },
});
