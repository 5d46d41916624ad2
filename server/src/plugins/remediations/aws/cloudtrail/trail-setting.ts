import type { Trail } from '@aws-sdk/client-cloudtrail';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';

/** The trail as it is now; undefined when it is gone. */
export async function readTrail(session: AwsActingSession, arn: string): Promise<Trail | undefined> {
  const answer = await session.ask('cloudtrail', 'GetTrail', { Name: arn }, { gone: ['TrailNotFound'] });
  return answer.state === 'value' ? answer.value.Trail : undefined;
}

export const trailPermissions = { read: ['cloudtrail:GetTrail'], write: ['cloudtrail:UpdateTrail'] };
