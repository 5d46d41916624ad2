import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { vpcType } from '../../../providers/aws/resources/vpc/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-vpc-record-traffic',
  version: 1,
  title: 'Record the traffic of networks',
  kind: 'security',
  resource: vpcType,
  per: 'account',
  controls: ['aws-vpc-flow-logs-enabled'],
  driftAttributes: ['FlowLogs'],
  exposure: 'account',
  effortMinutes: 40,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Record the traffic of ${counted(total, 'VPC')}`,
      explanation: `Who talks to whom in ${listed(
        resources.map(({ name }) => name),
        total,
      )} is not on record. Without it nobody can say after an incident where data went, or which rules of security groups are needed.`,
      steps: [
        {
          text: 'Send the records to one bucket per region, in Parquet: that is cheapest to keep and to ask.',
        },
        {
          text: 'Create the flow logs.',
          commands: forEach(
            resources,
            (vpc) =>
              cli`aws ec2 create-flow-logs${inRegion(vpc)} --resource-type VPC --resource-ids ${vpc.configuration.VpcId ?? vpc.externalId} --traffic-type ALL --log-destination-type s3 --log-destination ${`arn:aws:s3:::flow-logs-${vpc.accountId}-${vpc.region}`}`,
          ),
        },
        { text: 'Set a lifecycle rule on the bucket.' },
      ],
      impact: 'Connections of the past can be looked up.',
      sideEffects: ['Records are charged by volume: rejected traffic alone is much less.'],
    };
  },
  examples: [
    {
      title: 'a silent network',
      resources: [{ name: 'prod', configuration: { VpcId: 'vpc-7' }, fails: ['aws-vpc-flow-logs-enabled'] }],
      says: ['--resource-ids vpc-7', 'flow-logs-111122223333-us-east-1'],
    },
  ],
});
