import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { lambdaFunctionType } from '../../../providers/aws/resources/lambda_function/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-lambda-close-function',
  version: 1,
  title: 'Close a function to strangers',
  kind: 'security',
  resource: lambdaFunctionType,
  per: 'resource',
  controls: [
    'aws-lambda-function-not-public',
    'aws-lambda-function-url-authenticated',
    'aws-lambda-function-url-cors',
    'aws-lambda-function-sources-named',
  ],
  driftAttributes: ['Policy', 'FunctionUrlConfig'],
  exposure: (fn) => (fn.FunctionUrlConfig?.AuthType === 'NONE' ? 'internet' : 'other_accounts'),
  effortMinutes: 40,
  references: [],
  advise({ resources: [fn] }) {
    const name = fn.configuration.FunctionName ?? fn.name;
    const open =
      fn.fails.has('aws-lambda-function-url-authenticated') ||
      fn.configuration.FunctionUrlConfig?.AuthType === 'NONE';
    return {
      title: `Close the function ${name} to strangers`,
      explanation: `${open ? `Everybody who knows the address of ${name} can call it. ` : ''}${fn.fails.has('aws-lambda-function-not-public') ? `Its policy lets everybody call it. ` : ''}Each call runs with the rights of its role${fn.configuration.Role === undefined ? '' : ` (${fn.configuration.Role})`} and on your bill.`,
      steps: [
        {
          text: 'Read the policy and who called lately.',
          commands: [cli`aws lambda get-policy${inRegion(fn)} --function-name ${name}`],
        },
        ...(open
          ? [
              {
                text: 'Ask callers to sign, or put an API with an authorizer before it.',
                commands: [
                  cli`aws lambda update-function-url-config${inRegion(fn)} --function-name ${name} --auth-type AWS_IAM`,
                ],
              },
            ]
          : []),
        {
          text: 'Remove open statements by their Sid and name the source: the ARN of the bucket, topic or rule, and the account.',
        },
        ...(fn.fails.has('aws-lambda-function-url-cors')
          ? [{ text: 'Name the sites that may call from browsers instead of a star.' }]
          : []),
      ],
      impact: 'Only callers that you named run the function.',
      sideEffects: ['Callers that do not sign are refused.'],
    };
  },
  examples: [
    {
      title: 'an open address',
      resources: [
        {
          name: 'hook',
          configuration: { FunctionName: 'hook', FunctionUrlConfig: { AuthType: 'NONE' } },
          fails: ['aws-lambda-function-url-authenticated'],
        },
      ],
      says: ['--function-name hook --auth-type AWS_IAM'],
    },
  ],
});
