import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

const secretName = /passw(or)?d|secret|token|private_?key|api_?key|access_?key|credential/i;
/** Names that say where a secret is and not what it is. */
const referenceName = /(_?(arn|name|id|path|url|uri|prefix|file|ttl|expiry|parameter|param))$/i;

export const control = defineControl({
  id: 'aws-lambda-function-environment-names',
  version: 1,
  title: 'No environment variable of the function is named like a secret',
  severity: 'medium',
  category: 'data-protection',
  risk: 'A password in an environment variable is shown to everybody who may see the function, and ends up in templates and tickets. Only names are read here, never values.',
  advice: {
    console:
      'Secrets Manager → Store a new secret; then let the function read it by its ARN and remove the variable.',
    cli: 'aws lambda update-function-configuration --function-name NAME --environment Variables={DB_SECRET_ARN=SECRET_ARN}',
    terraform:
      'resource "aws_lambda_function" "this" {\n  environment {\n    variables = {\n      DB_SECRET_ARN = aws_secretsmanager_secret.db.arn\n    }\n  }\n}',
    cloudformation: 'Environment:\n  Variables:\n    DB_SECRET_ARN: SECRET_ARN',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html'],
  resource: lambdaFunctionType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check: only names are read.',
  evaluate(lambda) {
    const names = lambda.Environment?.VariableNames ?? [];
    if (names.length === 0)
      return notApplicable('The function has no environment variable.', 'Environment.VariableNames');
    const telling = names.filter((name) => secretName.test(name) && !referenceName.test(name));
    if (telling.length === 0) return pass('No variable is named like a secret.', 'Environment.VariableNames');
    return fail(`Named like secrets: ${telling.slice(0, 5).join(', ')}.`, 'Environment.VariableNames');
  },
});
