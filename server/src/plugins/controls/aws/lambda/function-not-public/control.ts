import { grantsToAnyone, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-not-public',
  version: 1,
  title: 'Function is closed to the public',
  severity: 'critical',
  category: 'networking',
  risk: 'A policy that lets anybody invoke a function lets anybody run its code with its role, as often as they like and at your cost.',
  advice: {
    console:
      'Lambda → the function → Configuration → Permissions → Resource-based policy: delete the statement, or name accounts and sources.',
    cli: 'aws lambda remove-permission --function-name NAME --statement-id SID',
    terraform:
      'resource "aws_lambda_permission" "this" {\n  principal      = "s3.amazonaws.com"\n  source_arn     = aws_s3_bucket.this.arn\n  source_account = data.aws_caller_identity.current.account_id\n}',
    cloudformation:
      'Type: AWS::Lambda::Permission\nProperties:\n  Principal: s3.amazonaws.com\n  SourceArn: BUCKET_ARN',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_not_publicly_accessible'],
  evaluate(lambda) {
    if (lambda.Policy === undefined) return pass('No policy lets others use the function.', 'Policy');
    const answer = grantsToAnyone(parsePolicy(lambda.Policy));
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be judged: ${answer.why}.`, 'Policy');
    if (answer.answer === 'no') return pass('The policy names who may use the function.', 'Policy');
    return fail(`Anybody may use the function by ${answer.statement}.`, 'Policy');
  },
});
