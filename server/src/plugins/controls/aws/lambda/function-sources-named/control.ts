import { parsePolicy, servicesWithoutSource } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-sources-named',
  version: 1,
  title: 'Function lets services call it only on behalf of named sources',
  severity: 'medium',
  category: 'networking',
  risk: 'A permission for a service without its source lets a bucket, rule or topic of any account call the function: the service asks on behalf of whoever told it to.',
  advice: {
    console:
      'Lambda → the function → Configuration → Permissions → the statement → Edit: source ARN and source account.',
    cli: 'aws lambda add-permission --function-name NAME --statement-id SID --action lambda:InvokeFunction --principal s3.amazonaws.com --source-arn BUCKET_ARN --source-account ACCOUNT_ID',
    terraform:
      'resource "aws_lambda_permission" "this" {\n  source_arn     = aws_s3_bucket.this.arn\n  source_account = data.aws_caller_identity.current.account_id\n}',
    cloudformation: 'SourceArn: BUCKET_ARN\nSourceAccount: ACCOUNT_ID',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  resource: lambdaFunctionType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda) {
    if (lambda.Policy === undefined)
      return notApplicable('No policy lets others use the function.', 'Policy');
    const answer = servicesWithoutSource(parsePolicy(lambda.Policy));
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be judged: ${answer.why}.`, 'Policy');
    if (answer.answer === 'no') return pass('Every service that may call is bound to a source.', 'Policy');
    const names = [...new Set(answer.findings.map(({ service }) => service))];
    return fail(`May call on behalf of anybody: ${names.slice(0, 5).join(', ')}.`, 'Policy');
  },
});
