import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const lambda = { Arn: 'arn:aws:lambda:us-east-1:111122223333:function:a' };

export const examples = defineExamples({
  pass: [
    {
      title: 'with a trail for all functions',
      configuration: lambda,
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [
                {
                  ReadWriteType: 'All',
                  IncludeManagementEvents: true,
                  DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }],
                },
              ],
            },
          },
        ],
      },
    },
    {
      title: 'with a trail for it alone',
      configuration: lambda,
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [
                {
                  ReadWriteType: 'All',
                  IncludeManagementEvents: true,
                  DataResources: [
                    {
                      Type: 'AWS::Lambda::Function',
                      Values: ['arn:aws:lambda:us-east-1:111122223333:function:a'],
                    },
                  ],
                },
              ],
            },
          },
        ],
      },
    },
  ],
  fail: [
    { title: 'without a trail', configuration: lambda },
    {
      title: 'with a trail for another',
      configuration: lambda,
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [
                {
                  ReadWriteType: 'All',
                  IncludeManagementEvents: true,
                  DataResources: [
                    {
                      Type: 'AWS::Lambda::Function',
                      Values: ['arn:aws:lambda:us-east-1:111122223333:function:b'],
                    },
                  ],
                },
              ],
            },
          },
        ],
      },
    },
  ],
  unknown: [{ title: 'where trails were not listed', configuration: lambda, unlisted: ['trails'] }],
});
