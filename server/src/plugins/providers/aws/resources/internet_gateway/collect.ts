import type { InternetGateway } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { internetGatewayType } from './schema.ts';

export const internetGatewayCollector = defineCollector<AwsSession>({
  resource: internetGatewayType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeInternetGateways', permission: 'ec2:DescribeInternetGateways' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeInternetGateways', { MaxResults: 1000 })) {
      for (const gateway of page.InternetGateways ?? []) yield observeInternetGateway(session, gateway);
    }
  },
});

function observeInternetGateway(session: AwsSession, gateway: InternetGateway) {
  // What is being detached is no longer a way out; the API calls an attached internet gateway `available`.
  const attached = (gateway.Attachments ?? []).filter(
    ({ State }) => State !== 'detached' && State !== 'detaching',
  );
  const draft = draftConfiguration({
    InternetGatewayId: gateway.InternetGatewayId,
    Attachments: sortedBy(
      attached.map(({ VpcId }) => ({ VpcId })),
      ({ VpcId }) => [VpcId],
    ),
    OwnerId: gateway.OwnerId,
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'internet-gateway', gateway.InternetGatewayId, gateway.OwnerId),
    id: gateway.InternetGatewayId,
    tags: gateway.Tags,
  });
}
