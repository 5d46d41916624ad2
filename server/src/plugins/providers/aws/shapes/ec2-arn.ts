import type { AwsSession } from '../session/types.ts';

type Place = Pick<AwsSession, 'partition' | 'region' | 'accountId'>;

/**
 * The ARN of an EC2 object, which most EC2 answers leave out. `owner` is the account in the ARN: objects shared
 * from another account (subnets, VPCs) keep their owner's.
 */
export function ec2Arn(place: Place, kind: string, id: string | undefined, owner?: string): string {
  return `arn:${place.partition}:ec2:${place.region}:${owner ?? place.accountId}:${kind}/${id ?? ''}`;
}
