import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';

export const control = defineControl({
  id: 'aws-lambda-function-layers-own',
  version: 1,
  title: 'Function uses layers of its own account only',
  severity: 'high',
  category: 'compute',
  risk: 'A layer is code that runs with the role of the function. Its owner decides what is in it, and may publish another version tomorrow.',
  advice: {
    console:
      'Lambda → Layers → Create layer: publish a copy in your own account, then choose it in the function.',
    cli: 'aws lambda update-function-configuration --function-name NAME --layers OWN_LAYER_VERSION_ARN',
    terraform: 'resource "aws_lambda_function" "this" {\n  layers = [aws_lambda_layer_version.this.arn]\n}',
    cloudformation: 'Layers: [OWN_LAYER_VERSION_ARN]',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html'],
  resource: lambdaFunctionType,
  equivalents: ['prowler:awslambda_function_using_cross_account_layers'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(lambda, { accountId }) {
    const layers = lambda.Layers ?? [];
    if (layers.length === 0) return notApplicable('The function uses no layer.', 'Layers');
    const foreign = layers.filter((arn) => arn.split(':')[4] !== accountId);
    if (foreign.length === 0) return pass('All layers are of this account.', 'Layers');
    const owners = [...new Set(foreign.map((arn) => arn.split(':')[4] ?? ''))];
    return fail(`Layers of other accounts: ${owners.join(', ')}.`, 'Layers');
  },
});
