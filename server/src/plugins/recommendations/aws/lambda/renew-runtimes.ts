import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { lambdaFunctionType } from '../../../providers/aws/resources/lambda_function/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-lambda-renew-runtimes',
  version: 1,
  title: 'Move functions to supported runtimes',
  kind: 'security',
  resource: lambdaFunctionType,
  per: 'account',
  controls: ['aws-lambda-function-runtime-supported'],
  driftAttributes: ['Runtime'],
  exposure: 'account',
  effortMinutes: 120,
  references: [],
  advise({ resources, total }) {
    const runtimes = [...new Set(resources.map(({ configuration }) => configuration.Runtime ?? 'unknown'))];
    return {
      title: `Move ${counted(total, 'function')} to a supported runtime`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'runs' : 'run'} on ${listed(runtimes)}, which ${runtimes.length === 1 ? 'gets' : 'get'} no patches any more. First such functions cannot be updated, later not be created again.`,
      steps: [
        {
          text: 'Go by runtime, not by function: the same change of code mostly fits all of one runtime.',
          commands: forEach(
            resources,
            (fn) =>
              cli`aws lambda get-function-configuration${inRegion(fn)} --function-name ${fn.configuration.FunctionName ?? fn.name}`,
          ),
        },
        { text: 'Test with the new runtime in a version of its own, and move an alias to it step by step.' },
        { text: 'Delete functions that were not called for months.' },
      ],
      impact: 'The ground under your code is patched.',
      sideEffects: ['Libraries that came with the old runtime may be missing.'],
    };
  },
  examples: [
    {
      title: 'an old Node.js',
      resources: [
        {
          name: 'thumbs',
          configuration: { FunctionName: 'thumbs', Runtime: 'nodejs14.x' },
          fails: ['aws-lambda-function-runtime-supported'],
        },
      ],
      says: ['nodejs14.x', '--function-name thumbs'],
    },
  ],
});
